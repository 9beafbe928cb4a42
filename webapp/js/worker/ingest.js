import { Desk } from './desk.js';
import { Slots } from './slots.js';

/** @typedef {import('../../types/protocol.js').Command} Command */

const TICK_MILLIS = 250;

/** Runs what is to be done soon, behind the messages that are waiting. @type {(() => void)[]} */
const actions = [];
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => actions.shift()?.();

const desk = new Desk({
  slots: new Slots(new BroadcastChannel('logcast')),
  tell: (reply) => self.postMessage(reply),
  soon: (action) => {
    actions.push(action);
    port2.postMessage(0);
  },
});

self.onmessage = (/** @type {MessageEvent<Command>} */ { data }) => desk.do(data);
setInterval(() => desk.tick(), TICK_MILLIS);
