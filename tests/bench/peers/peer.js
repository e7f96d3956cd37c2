/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every peer is measured with, in the way of bench-peers. A page gives a `map` with
 *   add (vehicles)       shows them; each is { id, name, lat, lng, course, state }
 *   move (lat, lng)      sets the places of all
 *   pan (x, y)           moves the map by so many pixels
 * which may return promises, and calls measure () when it can be used.
 */
const LATITUDE = 47.16;
const LONGITUDE = 9.52;
const ZOOM = 9; /* of tiles of 256 pixels: the fleet fills the window */
const COLORS = ['#2ec27e', '#e5a50a', '#c01c28'];
const PAN_SPEED = 600;
const PAN_RADIUS = 400;
const PAN_SECONDS = 4;
const UPDATES = 5;

function arrow (state) {
  return 'data:image/svg+xml,' + encodeURIComponent (
    '<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28">' +
    `<path d="M14 2l9 23-9-5-9 5z" fill="${COLORS[state]}" stroke="white" stroke-width="2"/></svg>`);
}

const frame = () => new Promise (resolve => requestAnimationFrame (resolve));

/* A task that is queued from within a frame runs after that frame was painted. */
function painted () {
  return new Promise (resolve => {
    const channel = new MessageChannel ();
    channel.port1.onmessage = resolve;
    requestAnimationFrame (() => requestAnimationFrame (() => channel.port2.postMessage (0)));
  });
}

const wait = ms => new Promise (resolve => setTimeout (resolve, ms));
const tell = (step, body) => fetch ('/step/' + step, { method: 'POST', body: body });

function median (values) {
  values.sort ((a, b) => a - b);
  return values[values.length >> 1];
}

/* As a page of a tracking server does it: the whole answer parsed, and kept. */
function read (text) {
  const vehicles = [];

  for (const group of JSON.parse (text))
    for (const item of group.items)
      vehicles.push ({
        id: item.id, name: item.name, lat: Number (item.lat), lng: Number (item.lng),
        course: Number (item.course), item: item,
        state: item.online === 'online' ? 0 : item.online === 'ack' ? 1 : 2,
      });
  return vehicles;
}

async function pan () {
  const begin = performance.now ();
  let frames = 0, x = 0, y = 0;

  for (;;) {
    await frame ();
    const seconds = (performance.now () - begin) / 1000;
    if (seconds >= PAN_SECONDS)
      return { fps: frames / seconds, frames: frames };
    const turned = seconds * PAN_SPEED / PAN_RADIUS;
    const toX = Math.round (PAN_RADIUS * (Math.cos (turned) - 1));
    const toY = Math.round (PAN_RADIUS * Math.sin (turned));
    map.pan (toX - x, toY - y);
    x = toX;
    y = toY;
    frames++;
  }
}

/* Each goes to where another was. */
async function update (vehicles) {
  const times = [];

  for (let i = 0; i < UPDATES; i++) {
    const lat = new Float64Array (vehicles.length), lng = new Float64Array (vehicles.length);
    for (let k = 0; k < vehicles.length; k++) {
      const other = vehicles[(k + i + 1) % vehicles.length];
      lat[k] = other.lat;
      lng[k] = other.lng;
    }
    await frame ();
    const begin = performance.now ();
    await map.move (lat, lng);
    await painted ();
    times.push (performance.now () - begin);
    await wait (200);
  }
  return median (times);
}

async function run () {
  window.text = await (await fetch ('/text')).text ();
  await wait (500);
  const begin = performance.now ();
  window.vehicles = read (window.text);
  await map.add (window.vehicles);
  await painted ();
  const textToPainted = performance.now () - begin;
  await wait (1500);
  await tell ('loaded');
  await tell ('pan');
  const panned = await pan ();
  await tell ('panned?frames=' + panned.frames);
  const updatePainted = await update (window.vehicles);
  return { text_to_painted: textToPainted, update_painted: updatePainted, fps: panned.fps,
           width: innerWidth, height: innerHeight };
}

function measure () {
  run ().then (results => tell ('end', JSON.stringify (results)),
               error => tell ('end', String (error && error.stack || error)));
}

addEventListener ('error', event => tell ('end', event.message));
