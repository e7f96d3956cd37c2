# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of armada-cli for fish.

function __armada_cli_uses
    set -l words (commandline -opc)
    for command in $argv
        contains -- $command $words; and return 0
    end
    return 1
end

set -l commands login devices groups alerts custom-events device-alerts alerts-summary events \
    drivers history reports report-types report services shares share
set -l lists devices groups alerts custom-events device-alerts alerts-summary events drivers \
    history reports report-types services shares

complete -c armada-cli -f
complete -c armada-cli -n "not __armada_cli_uses $commands" -a "$commands"
complete -c armada-cli -n "not __armada_cli_uses $commands" -s v -l version

complete -c armada-cli -s s -l server -x
complete -c armada-cli -s c -l credentials -r -F
complete -c armada-cli -s l -l language -x -a 'id en'
complete -c armada-cli -s t -l timeout -x
complete -c armada-cli -s q -l quiet
complete -c armada-cli -s h -l help

complete -c armada-cli -n "__armada_cli_uses $lists share" -s j -l json
complete -c armada-cli -n "__armada_cli_uses $lists share" -l csv
complete -c armada-cli -n "__armada_cli_uses $lists share" -l private
complete -c armada-cli -n "__armada_cli_uses $lists" -l offline

complete -c armada-cli -n '__armada_cli_uses login' -s e -l email -x
complete -c armada-cli -n '__armada_cli_uses login' -l save -r -F

complete -c armada-cli -n '__armada_cli_uses alerts-summary events history report' -l from -x
complete -c armada-cli -n '__armada_cli_uses alerts-summary events history report' -l to -x
complete -c armada-cli -n '__armada_cli_uses groups events drivers' -l search -x
complete -c armada-cli -n '__armada_cli_uses groups events' -s n -l limit -x
complete -c armada-cli -n '__armada_cli_uses groups' -l filter -x
complete -c armada-cli -n '__armada_cli_uses groups' -l sort-by -x
complete -c armada-cli -n '__armada_cli_uses groups' -l sort -x -a 'asc desc'
complete -c armada-cli -n '__armada_cli_uses events report' -s d -l device -x
complete -c armada-cli -n '__armada_cli_uses events report' -l type -x

complete -c armada-cli -n '__armada_cli_uses history' -l gpx
complete -c armada-cli -n '__armada_cli_uses history' -l kml
complete -c armada-cli -n '__armada_cli_uses history' -l geojson
complete -c armada-cli -n '__armada_cli_uses history' -l segments
complete -c armada-cli -n '__armada_cli_uses history' -l snap
complete -c armada-cli -n '__armada_cli_uses history report' -l stops -x

complete -c armada-cli -n '__armada_cli_uses report' -s f -l format -x \
    -a 'html json csv xls xlsx pdf pdf_land'
complete -c armada-cli -n '__armada_cli_uses report' -s o -l output -r -F
complete -c armada-cli -n '__armada_cli_uses report' -l archive
complete -c armada-cli -n '__armada_cli_uses report' -s g -l group -x
complete -c armada-cli -n '__armada_cli_uses report' -s a -l all
complete -c armada-cli -n '__armada_cli_uses report' -l each -x -a 'vehicle group'
complete -c armada-cli -n '__armada_cli_uses report' -l period -x \
    -a 'today yesterday last-7-days this-week last-week this-month last-month'
complete -c armada-cli -n '__armada_cli_uses report' -l title -x
complete -c armada-cli -n '__armada_cli_uses report' -l geofence -x
complete -c armada-cli -n '__armada_cli_uses report' -l speed-limit -x
complete -c armada-cli -n '__armada_cli_uses report' -l addresses
complete -c armada-cli -n '__armada_cli_uses report' -l zones
complete -c armada-cli -n '__armada_cli_uses report' -l parameter -x
