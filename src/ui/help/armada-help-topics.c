/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-help-topics"

#include "help/armada-help-topics.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The help: a table of topics, each a short page. Texts are marked here and translated where they
 * are shown. Keys and names of places are written as the program writes them.
 */

#define TEXT(text) { ARMADA_HELP_TEXT, text, NULL }
#define HEADING(text) { ARMADA_HELP_HEADING, text, NULL }
#define KEY(key, text) { ARMADA_HELP_KEY, text, key }
#define PICTURE(name, text) { ARMADA_HELP_PICTURE, text, name }
#define SHOW(where, text) { ARMADA_HELP_SHOW, text, where }

static const ArmadaHelpBlock start_blocks[] = {
  TEXT (N_ (
      "Armada shows where your vehicles are, what happened to them and what needs you. It works "
      "with an account of trackgps.id or of any other server of the same platform.")),
  PICTURE ("sign-in", N_ ("The first page: server, e-mail and password, and the demo fleet below")),
  TEXT (N_ ("Write the server’s address, your e-mail and your password, and press Sign In. With "
            "“Remember Me” you need not do so again: what the server gave instead of the password "
            "is kept in the computer’s keyring.")),
  TEXT (N_ ("Without an account, press “Try the Demo Fleet”: pretend vehicles on real roads, with "
            "nothing sent anywhere.")),
  TEXT (N_ ("Then begin with the <a href=\"topic:map\">live map</a>, or with the overview: each "
            "figure there leads to the vehicles behind it.")),
  PICTURE ("overview",
           N_ ("The overview: how many vehicles move, stand or are silent, and what "
               "happened today")),
  SHOW ("overview", N_ ("Show the Overview")),
  { 0 },
};

static const ArmadaHelpBlock map_blocks[] = {
  TEXT (
      N_ ("Each mark is a vehicle. Its colour and its shape tell what it is doing: an arrow moves "
          "in its direction, other shapes idle, stand or are offline. A round mark with a number "
          "is several vehicles: click it to come closer.")),
  PICTURE ("map", N_ ("The list of vehicles beside the map, with their marks")),
  TEXT (N_ (
      "Click a vehicle in the list or on the map to see its details. Press <b>F</b> to follow it, "
      "and <b>0</b> to see the whole fleet again.")),
  PICTURE ("vehicle", N_ ("A chosen vehicle with its details")),
  TEXT (N_ ("Press the right mouse button anywhere on the map for what can be done with a place: "
            "copy its coordinates, measure a distance, or see which vehicles are near. With the "
            "keyboard: the Menu key or <b>Shift+F10</b>.")),
  TEXT (N_ ("Hold <b>Ctrl</b> and click to choose several vehicles, or hold <b>Shift</b> and draw "
            "a frame "
            "around them: they can be followed, replayed and reported on together.")),
  TEXT (N_ (
      "The main menu opens more map windows: of the chosen vehicles, of a group, or of the area in "
      "view. Each keeps to these, and is there again when Armada is started again. <b>F11</b> "
      "fills the screen with it, for a display on the wall.")),
  TEXT (N_ ("The fleet is asked for again every few seconds. What is old says how old it is.")),
  SHOW ("fleet", N_ ("Show the Map")),
  { 0 },
};

static const ArmadaHelpBlock find_blocks[] = {
  TEXT (
      N_ ("Press <b>/</b> or <b>Ctrl+F</b> beside the map and write part of a name, plate, IMEI or "
          "driver. The list and the map show what fits. <b>Escape</b> clears the search.")),
  PICTURE ("find", N_ ("The search above the list has found some of the vehicles")),
  TEXT (N_ (
      "The buttons below the search show only vehicles that move, idle, stand and so on; beside "
      "them a group can be chosen.")),
  TEXT (
      N_ ("From any page, <b>Ctrl+K</b> finds everything: vehicles, drivers, kept reports, pages, "
          "and what can be done.")),
  PICTURE ("palette", N_ ("Find Anything, opened over a page")),
  TEXT (N_ ("The desktop’s own search finds your vehicles as well, and opens the map there.")),
  SHOW ("win.find", N_ ("Find Anything")),
  { 0 },
};

static const ArmadaHelpBlock table_blocks[] = {
  TEXT (N_ ("The table has a row for each vehicle, and a column for whatever is known of it, the "
            "values of its sensors too. Choose the columns in the menu of the table, drag their "
            "heads to another place, and press one to sort by it. The column that it was sorted "
            "by before decides among those that are alike.")),
  PICTURE ("table", N_ ("The table of the fleet, sorted by name")),
  TEXT (N_ ("<b>Ctrl+Shift+L</b> filters a column. Write part of a word, or <b>&gt;60</b>, "
            "<b>60..90</b>, <b>!offline</b>, <b>&lt;10 min</b> or <b>empty</b>. Commas and “or” "
            "join what will do, “and” what must all hold.")),
  TEXT (N_ ("Save columns, order and filters as a view under a name. Views belong to the account, "
            "and the table is there again as you left it.")),
  TEXT (N_ ("Vehicles that are chosen in the table are chosen on the map, and the other way round. "
            "The menu of a row leads to its history, to a report and to the map. <b>Ctrl+C</b> "
            "copies the rows, <b>Ctrl+S</b> saves the table as CSV.")),
  SHOW ("table", N_ ("Show the Table")),
  { 0 },
};

static const ArmadaHelpBlock history_blocks[] = {
  TEXT (N_ ("The history shows where vehicles have been. Choose a vehicle and press <b>Ctrl+H</b>, "
            "or press <b>Ctrl+O</b> on the page to choose vehicles and a period.")),
  PICTURE ("history",
           N_ ("The way of a vehicle on the map, with its segments, timeline and chart")),
  TEXT (
      N_ ("<b>Space</b> plays it, <b>[</b> and <b>]</b> change the pace, <b>,</b> and <b>.</b> go "
          "from fix to fix, <b>&lt;</b> and <b>&gt;</b> from stop to stop. Click the timeline "
          "or the chart to go to a moment.")),
  TEXT (N_ ("Drag in the timeline to choose a range: its length and duration are told, and only it "
            "is exported. The list “Find” looks for stops, idling and overspeed.")),
  TEXT (N_ ("<b>Ctrl+E</b> saves the way as GPX, KML, GeoJSON or CSV, or as a page of evidence. "
            "Tracks of others are opened with <b>Ctrl+Shift+O</b>, or dropped on the window.")),
  SHOW ("history", N_ ("Show the History")),
  { 0 },
};

static const ArmadaHelpBlock visits_blocks[] = {
  TEXT (N_ ("Who was at the customer’s gate on Tuesday? Press <b>W</b> in the history, draw a "
            "circle or a "
            "polygon, and choose a period.")),
  PICTURE ("visits", N_ ("The questions, and the map to draw on")),
  TEXT (
      N_ ("The answer rests on the tracks kept on this computer. It says how many days of vehicles "
          "are missing, and fetches them when you ask it to.")),
  TEXT (
      N_ ("Choose a visit to see it in the history. The list can be copied as a table or saved as "
          "CSV.")),
  SHOW ("history", N_ ("Show the History")),
  { 0 },
};

static const ArmadaHelpBlock inbox_blocks[] = {
  TEXT (N_ (
      "What the server tells of your vehicles is gathered in the inbox. Events of one kind on one "
      "vehicle shortly after each other are one incident.")),
  PICTURE ("inbox", N_ ("The inbox: the incidents, and one of them with its place on the map")),
  TEXT (N_ ("<b>J</b> and <b>K</b> go down and up. <b>A</b> acknowledges an incident: you take "
            "care of it. "
            "<b>S</b> snoozes it, <b>R</b> resolves it, <b>E</b> writes a note, <b>U</b> takes "
            "the last step back.")),
  TEXT (N_ ("In the preferences you choose what the desktop tells you of, and quiet hours. There "
            "Armada can also go on watching when its window is closed.")),
  TEXT (N_ ("Which events there are is decided by the rules of your account; you find them on the "
            "<a href=\"topic:boards\">boards</a>.")),
  SHOW ("inbox", N_ ("Show the Inbox")),
  { 0 },
};

static const ArmadaHelpBlock reports_blocks[] = {
  TEXT (N_ ("Press <b>Ctrl+N</b> anywhere, choose a type, vehicles and a period, and press Make. "
            "You need not wait: what is being made is listed beside the reports.")),
  PICTURE ("new-report", N_ ("The dialog that asks for a report")),
  TEXT (N_ ("Finished reports are kept on this computer, as files that other programs can read as "
            "well. Search them by title, vehicle or what stands in them; give them tags and "
            "favourites.")),
  TEXT (
      N_ ("Reports can be read without a network, and two of the same kind compared. In the dialog "
          "a report can be asked for again and again, such as every Monday.")),
  SHOW ("reports", N_ ("Show the Reports")),
  { 0 },
};

static const ArmadaHelpBlock boards_blocks[] = {
  TEXT (N_ ("The boards are the tables of the account: drivers, maintenance, sharing and rules.")),
  PICTURE ("boards", N_ ("The board of maintenance: what is overdue stands first")),
  TEXT (N_ ("Maintenance says what is overdue and when the rest falls due, going by how much the "
            "vehicle was used of late. The month shows it as a calendar.")),
  TEXT (N_ (
      "Sharing lets others follow a vehicle by a link that ends when you say so. Who has the link "
      "sees the vehicle: give it only to those who may.")),
  TEXT (N_ ("Every board can be searched, sorted by its columns, printed and saved as CSV.")),
  SHOW ("boards", N_ ("Show the Boards")),
  { 0 },
};

static const ArmadaHelpBlock offline_blocks[] = {
  TEXT (N_ ("Armada goes on working without a network: the last known fleet, the tracks you looked "
            "at, the inbox and the reports are on this computer. A line above the page says since "
            "when you are offline.")),
  HEADING (N_ ("Maps")),
  TEXT (
      N_ ("The map of the world is part of the program. Streets come from the network only if you "
          "agree to it, and what was seen stays for later.")),
  TEXT (N_ (
      "For streets without any network, add a map file (MBTiles) in the preferences, or drop it on "
      "the window. Several may lie beside each other.")),
  PICTURE ("maps", N_ ("The maps in the preferences")),
  SHOW ("app.map-preferences", N_ ("Open the Preferences")),
  { 0 },
};

static const ArmadaHelpBlock keyboard_blocks[] = {
  TEXT (N_ ("Everything can be done by keyboard. These are the keys worth knowing first:")),
  KEY ("<Control>k", N_ ("Find anything")),
  KEY ("<Alt>1", N_ ("Go to the first page; the others are 2 to 7")),
  KEY ("<Alt>Left", N_ ("Go back to where you were")),
  KEY ("slash", N_ ("Search on this page")),
  KEY ("<Control>h", N_ ("History of the chosen vehicle")),
  KEY ("<Control>n", N_ ("Make a report")),
  KEY ("f", N_ ("Follow the chosen vehicle")),
  KEY ("0", N_ ("Show the whole fleet")),
  KEY ("F9", N_ ("Show or hide the lists")),
  KEY ("F10", N_ ("Main menu")),
  KEY ("<Shift>F10", N_ ("What can be done with the row, or the place on the map")),
  KEY ("F1", N_ ("This help, about the page you are on")),
  SHOW ("win.show-help-overlay", N_ ("Show All Keys")),
  { 0 },
};

static const ArmadaHelpBlock privacy_blocks[] = {
  HEADING (N_ ("On This Computer")),
  TEXT (
      N_ ("The last known fleet, tracks, incidents, notes and reports are kept in your own folder. "
          "Your password is not: the server’s key of your session is in the keyring, and "
          "nowhere else.")),
  TEXT (N_ ("When you sign out you may have all that is kept of the account deleted. Tracks can be "
            "deleted in the preferences. Reports are yours, and stay until you delete them.")),
  HEADING (N_ ("To Others")),
  TEXT (N_ (
      "Armada speaks to the server you sign in to, and fetches reports from where that server says "
      "they are. Only if you agree to streets from the network does anybody else learn something: "
      "the service of maps, which part of the world you look at, and nothing of your "
      "vehicles.")),
  TEXT (
      N_ ("Nothing is counted or reported to those who make Armada. Reports are opened in a closed "
          "room: they reach no network and run no programs.")),
  SHOW ("app.preferences", N_ ("Open the Preferences")),
  { 0 },
};

static const ArmadaHelpTopic topics[] = {
  { "start", N_ ("First Steps"), "go-home-symbolic", start_blocks },
  { "map", N_ ("The Live Map"), "mark-location-symbolic", map_blocks },
  { "find", N_ ("Finding a Vehicle"), "system-search-symbolic", find_blocks },
  { "table", N_ ("The Table of the Fleet"), "armada-table-symbolic", table_blocks },
  { "history", N_ ("History and Replay"), "document-open-recent-symbolic", history_blocks },
  { "visits", N_ ("Who Was Here?"), "find-location-symbolic", visits_blocks },
  { "inbox", N_ ("Alerts and the Inbox"), "preferences-system-notifications-symbolic",
    inbox_blocks },
  { "reports", N_ ("Reports"), "x-office-document-symbolic", reports_blocks },
  { "boards", N_ ("Boards"), "view-list-bullet-symbolic", boards_blocks },
  { "offline", N_ ("Maps, and Work without a Network"), "network-offline-symbolic",
    offline_blocks },
  { "keyboard", N_ ("Keyboard"), "input-keyboard-symbolic", keyboard_blocks },
  { "privacy", N_ ("Privacy"), "security-high-symbolic", privacy_blocks },
};

/**
 * armada_help_topics_get:
 *
 * Returns: (transfer none) (nullable): the topic at @place, from 0; NULL past the last
 */
const ArmadaHelpTopic *
armada_help_topics_get (guint place)
{
  return place < G_N_ELEMENTS (topics) ? &topics[place] : NULL;
}

/**
 * armada_help_topics_find:
 *
 * Returns: (transfer none) (nullable): the topic of that name
 */
const ArmadaHelpTopic *
armada_help_topics_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (g_str_equal (topics[i].name, name))
      return &topics[i];
  return NULL;
}

/**
 * armada_help_topic_matches:
 * @words: in any order, parted by blanks
 *
 * Returns: whether each of them stands in what the user reads of the topic
 */
gboolean
armada_help_topic_matches (const ArmadaHelpTopic *topic, const char *words)
{
  g_autoptr (GString) text = g_string_new (_ (topic->title));
  g_autofree char *folded_words = g_utf8_casefold (words, -1);
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = g_strsplit_set (folded_words, " \t", -1);

  for (const ArmadaHelpBlock *block = topic->blocks; block->text != NULL; block++)
    g_string_append_printf (text, "\n%s", _ (block->text));
  folded = g_utf8_casefold (text->str, -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (folded, parts[i]) == NULL)
      return FALSE;
  return TRUE;
}
