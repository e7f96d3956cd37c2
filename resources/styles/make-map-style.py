#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a MapLibre style for Shortbread vector tiles out of a palette.

usage: make-map-style.py PALETTE.json STYLE.json

The style keeps to what libshumate 1.4 draws: no halos, no sprites, no line-gap-width, expressions
of whole zooms, and a maxzoom that is inclusive. The program puts a language for @LANG@.
"""
import json
import sys

SANS = ["Adwaita Sans", "Cantarell", "Inter", "Noto Sans"]
REGULAR = SANS + ["Sans"]
MEDIUM = SANS + ["Sans Medium"]
BOLD = SANS + ["Sans Bold"]
ITALIC = SANS + ["Sans Italic"]
NAME = ["coalesce", ["get", "name_@LANG@"], ["get", "name"]]
NAME_OR_REF = NAME + [["get", "ref"]]
ROUND = {"line-cap": "round", "line-join": "round"}
BIGGEST_FIRST = ["-", 0, ["coalesce", ["get", "population"], 0]]

LAND = {
    "forest": ["forest", "wood"],
    "grass": ["grass", "grassland", "meadow", "village_green", "heath", "scrub", "golf_course",
              "recreation_ground"],
    "park": ["park", "garden", "pitch", "playground", "allotments"],
    "farmland": ["farmland", "farmyard", "orchard"],
    "vineyard": ["vineyard"],
    "residential": ["residential"],
    "industrial": ["industrial", "railway", "quarry", "landfill", "brownfield", "construction"],
    "commercial": ["commercial", "retail"],
    "rock": ["bare_rock", "scree", "shingle"],
    "sand": ["sand", "beach"],
    "glacier": ["glacier"],
    "wetland": ["wetland", "swamp", "bog", "marsh"],
    "cemetery": ["cemetery", "grave_yard"],
}

MINOR = ["unclassified", "residential", "living_street", "road", "pedestrian", "busway"]

# name, kinds, first zoom, palette entry, widths by zoom, what the casing adds, its first zoom
ROADS = [
    ("service", ["service"], 14, "minor", [14, 1.0, 16, 2.5, 18, 9], 1.6, 15),
    ("minor", MINOR, 12, "minor", [12, 0.9, 14, 2.6, 16, 6.5, 18, 20], 1.8, 13),
    ("tertiary", ["tertiary"], 10, "secondary", [10, 0.9, 12, 1.8, 14, 4, 16, 9, 18, 26], 1.8, 12),
    ("secondary", ["secondary"], 9, "secondary", [9, 0.9, 12, 2.4, 14, 5, 16, 11, 18, 30], 1.8, 11),
    ("primary", ["primary"], 7, "primary", [7, 0.8, 10, 1.6, 12, 3, 14, 6, 16, 12, 18, 32], 1.8, 9),
    ("trunk", ["trunk"], 6, "trunk", [6, 0.8, 10, 2, 12, 3.4, 14, 6.5, 16, 13, 18, 34], 2, 8),
    ("motorway", ["motorway"], 5, "motorway",
     [5, 0.8, 8, 1.6, 10, 2.4, 12, 3.8, 14, 7, 16, 14, 18, 36], 2, 7),
]
WITHOUT_RAMPS = ("service", "minor")


def by_zoom(base, *stops):
    curve = ["exponential", base] if base != 1 else ["linear"]
    return ["interpolate", curve, ["zoom"], *stops]


def kind(*kinds):
    if len(kinds) == 1:
        return ["==", ["get", "kind"], kinds[0]]
    return ["in", ["get", "kind"], ["literal", list(kinds)]]


def widths(stops, add=0.0, factor=1.0, least=0.0):
    """The same zooms with other widths."""
    return [
        stop if i % 2 == 0 else round(max(least, stop * factor) + add, 2)
        for i, stop in enumerate(stops)
    ]


class Style:
    def __init__(self, palette):
        self.palette = palette
        self.layers = []
        self.labels = []

    def add(self, name, kind_of_layer, layer, paint, *, only=None, zoom=None, layout=None):
        entry = {"id": name, "type": kind_of_layer}
        if layer:
            entry |= {"source": "map", "source-layer": layer}
        if zoom is not None:
            entry["minzoom"] = zoom
        if only:
            entry["filter"] = only
        if layout:
            entry["layout"] = layout
        entry["paint"] = paint
        self.layers.append(entry)

    def fill(self, name, layer, color, **options):
        self.add(name, "fill", layer, {"fill-color": self.palette.get(color, color)}, **options)

    def line(self, name, layer, color, width, *, dashes=None, **options):
        known = isinstance(color, str)
        paint = {"line-color": self.palette[color] if known else color, "line-width": width}
        if dashes:
            paint["line-dasharray"] = dashes
        self.add(name, "line", layer, paint, **options)

    def text(self, name, layer, only, zoom, last_zoom, size, color, font=REGULAR, *, along=False,
             field=NAME, **layout):
        entry = {"id": name, "type": "symbol", "source": "map", "source-layer": layer}
        entry["minzoom"] = zoom
        if last_zoom is not None:
            entry["maxzoom"] = last_zoom
        if only:
            entry["filter"] = only
        entry["layout"] = {"text-field": field, "text-font": font, "text-size": size}
        entry["layout"] |= {key.replace("_", "-"): value for key, value in layout.items()}
        if along:
            entry["layout"]["symbol-placement"] = "line"
        entry["paint"] = {"text-color": self.palette[color]}
        self.labels.append(entry)

    def add_ground(self):
        p = self.palette
        self.add("background", "background", None, {"background-color": p["land"]})
        match = ["match", ["get", "kind"]]
        for color, kinds in LAND.items():
            match += [kinds if len(kinds) > 1 else kinds[0], p[color]]
        self.add("land", "fill", "land", {"fill-color": match + ["rgba(0,0,0,0)"]})
        self.fill("sites", "sites", "site", zoom=14)
        self.fill("ocean", "ocean", "ocean")
        glacier = kind("glacier")
        self.fill("water", "water_polygons", "water", only=["!"] + [glacier])
        self.fill("glaciers", "water_polygons", "glacier", only=glacier)
        self.line("rivers", "water_lines", "river", by_zoom(1.4, 4, 0.6, 9, 1.4, 14, 4, 18, 14),
                  only=kind("river", "canal"), zoom=4, layout=ROUND)
        self.line("streams", "water_lines", "river", by_zoom(1.4, 13, 0.6, 18, 4),
                  only=kind("stream", "ditch", "drain"), zoom=13)
        self.add("buildings", "fill", "buildings", {
            "fill-color": p["building"],
            "fill-opacity": ["step", ["zoom"], 0.6, 15, 0.8, 16, 1],
        }, zoom=14)
        self.fill("street-areas", "street_polygons", "minor", zoom=14)

    def add_ways(self):
        self.line("runways", "streets", "runway", by_zoom(1.6, 11, 2, 18, 60),
                  only=kind("runway", "taxiway"), zoom=11)
        self.line("tracks", "streets", "track", by_zoom(1.3, 14, 0.8, 18, 3),
                  only=kind("track"), zoom=14, dashes=[4, 2])
        self.line("paths", "streets", "path", by_zoom(1.3, 15, 0.8, 18, 2.5),
                  only=kind("path", "footway", "cycleway", "steps", "bridleway"), zoom=15,
                  dashes=[3, 2])
        self.add_road_casings()
        self.add_roads()
        rail = kind("rail", "light_rail", "narrow_gauge", "subway", "tram")
        self.line("rail", "streets", "rail", by_zoom(1.3, 9, 0.7, 14, 1.6, 18, 4), only=rail,
                  zoom=9)
        self.line("rail-ties", "streets", "rail-ties", by_zoom(1.3, 13, 0.7, 18, 2.6), only=rail,
                  zoom=13, dashes=[4, 4])

    @staticmethod
    def split_ramps(kinds):
        ramp = ["==", ["get", "link"], True]
        return ["all", kind(*kinds), ramp], ["all", kind(*kinds), ["!", ramp]]

    def add_road_casings(self):
        for name, kinds, _, color, stops, casing, casing_zoom in ROADS:
            ramps, roads = self.split_ramps(kinds)
            if name not in WITHOUT_RAMPS:
                self.line(f"{name}-ramps-casing", "streets", f"{color}-casing",
                          by_zoom(1.5, *widths(stops, casing, 0.6, 0.7)), only=ramps, zoom=12,
                          layout=ROUND)
            self.line(f"{name}-casing", "streets", f"{color}-casing",
                      by_zoom(1.5, *widths(stops, casing)), only=roads, zoom=casing_zoom,
                      layout=ROUND)

    def add_roads(self):
        p = self.palette
        for name, kinds, zoom, color, stops, _, casing_zoom in ROADS:
            ramps, roads = self.split_ramps(kinds)
            paint = color
            if name not in ("motorway", "trunk", "primary"):
                # before there is a casing, a white road on light ground takes the casing's colour
                paint = ["step", ["zoom"], p[f"{color}-casing"], casing_zoom, p[color]]
            if name not in WITHOUT_RAMPS:
                self.line(f"{name}-ramps", "streets", color,
                          by_zoom(1.5, *widths(stops, 0, 0.6, 0.7)), only=ramps, zoom=12,
                          layout=ROUND)
            self.line(name, "streets", paint, by_zoom(1.5, *stops), only=roads, zoom=zoom,
                      layout=ROUND)

    def add_borders(self):
        ashore = ["!=", ["get", "maritime"], True]
        level = ["get", "admin_level"]
        self.line("border-district", "boundaries", "border-district", 1,
                  only=["all", ashore, ["in", level, ["literal", [5, 6]]]], zoom=9, dashes=[3, 3],
                  layout={"line-join": "round"})
        self.line("border-province", "boundaries", "border-province",
                  by_zoom(1, 3, 0.5, 6, 1, 12, 1.8), only=["all", ashore, ["==", level, 4]],
                  zoom=3, dashes=[4, 2], layout={"line-join": "round"})
        self.line("border-country", "boundaries", "border-country",
                  by_zoom(1, 0, 0.5, 4, 0.9, 8, 1.4, 14, 2.4), only=["all", ashore, ["==", level, 2]],
                  layout=ROUND)

    def add_place_labels(self):
        level = ["get", "admin_level"]
        self.text("label-country", "boundary_labels", ["==", level, 2], 1, 7,
                  by_zoom(1, 1, 10, 4, 13, 7, 16), "text-country", BOLD, text_letter_spacing=0.08,
                  text_padding=4)
        self.text("label-capital", "place_labels", kind("capital"), 3, 13,
                  by_zoom(1, 3, 11, 6, 14, 10, 18), "text-city", BOLD, text_padding=3)
        self.text("label-city", "place_labels", kind("city", "state_capital"), 4, 13,
                  by_zoom(1, 4, 10, 8, 13, 12, 17), "text-city", MEDIUM, text_padding=3,
                  symbol_sort_key=BIGGEST_FIRST)
        self.text("label-state", "boundary_labels", ["==", level, 4], 4, 9,
                  by_zoom(1, 4, 9, 8, 12), "text-state", ITALIC, text_letter_spacing=0.1,
                  text_padding=6)
        self.text("label-town", "place_labels", kind("town"), 7, 15,
                  by_zoom(1, 7, 10, 12, 14), "text-town", MEDIUM, text_padding=3,
                  symbol_sort_key=BIGGEST_FIRST)
        self.text("label-village", "place_labels", kind("village"), 10, 16,
                  by_zoom(1, 10, 10, 14, 13), "text-village", MEDIUM, text_padding=3)
        self.text("label-suburb", "place_labels", kind("suburb", "borough"), 11, 15,
                  by_zoom(1, 11, 10, 14, 13), "text-suburb", MEDIUM, text_transform="uppercase",
                  text_letter_spacing=0.06, text_padding=3)
        self.text("label-hamlet", "place_labels",
                  kind("hamlet", "neighbourhood", "quarter", "locality", "isolated_dwelling"),
                  13, 17, by_zoom(1, 13, 10, 16, 12), "text-suburb", MEDIUM, text_padding=2)
        self.text("label-station", "public_transport", kind("station"), 14, None, 11, "text-ref",
                  MEDIUM)

    def add_line_labels(self):
        numbered = ["all", ["has", "ref"], kind("motorway", "trunk", "primary")]
        self.text("label-ref", "street_labels", numbered, 9, 13, 9.5, "text-ref", BOLD, along=True,
                  field=["get", "ref"], text_rotation_alignment="viewport", symbol_spacing=400,
                  text_padding=8)
        self.text("label-road-major", "street_labels",
                  kind("motorway", "trunk", "primary", "secondary"), 12, None,
                  by_zoom(1, 12, 10, 16, 13, 18, 15), "text-road", MEDIUM, along=True,
                  field=NAME_OR_REF, symbol_spacing=320)
        self.text("label-road-mid", "street_labels", kind("tertiary"), 13, None,
                  by_zoom(1, 13, 9.5, 16, 12, 18, 14), "text-road", along=True, symbol_spacing=320)
        self.text("label-road-minor", "street_labels", kind(*MINOR, "service", "track"), 15, None,
                  by_zoom(1, 15, 10, 17, 12), "text-road", along=True, symbol_spacing=300)
        self.text("label-river", "water_lines_labels", kind("river", "canal"), 12, None, 11,
                  "text-water", ITALIC, along=True, symbol_spacing=400)
        self.text("label-water", "water_polygons_labels", None, 8, None, 11, "text-water", ITALIC)

    def finish(self):
        self.add_ground()
        self.add_ways()
        self.add_borders()
        self.add_place_labels()
        self.add_line_labels()
        # libshumate gives a place to the last layer that asks for it: the most important goes last
        source = {"type": "vector", "tiles": ["pack://{z}/{x}/{y}"], "minzoom": 0, "maxzoom": 14}
        return {"version": 8, "name": "Armada", "sources": {"map": source},
                "layers": self.layers + self.labels[::-1]}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        palette = json.load(file)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(Style(palette).finish(), file, ensure_ascii=False)


main()
