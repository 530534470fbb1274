/* The chat page of the sandbox: people, clock, and the stream of lines. */

import { showChats, showLine } from "./chats.js";
import { dayOf } from "./lines.js";
import { byId, call, copy, notice, paint, state } from "./state.js";

const ROLES = {
  resident: "居民", volunteer: "志愿者", rider: "骑手", worker: "网格员", leader: "网格长",
  property: "物业", canteen: "食堂", merchant: "商户", secretary: "书记",
};

const isResident = (one) => Number(one.roles.includes("resident"));

function showPeople() {
  for (const one of state.world.people.sort((a, b) => isResident(b) - isResident(a))) {
    const item = copy("person-template");
    const button = item.querySelector("button");
    button.id = `person-${one.id}`;
    button.dataset.testid = `person-${one.id}`;
    button.querySelector("b").textContent = one.name;
    button.querySelector("i").textContent = one.roles.map((role) => ROLES[role] ?? role).join(" · ");
    paint(button.querySelector(".avatar"), one.id);
    button.addEventListener("click", () => become(one.id));
    byId("people").append(item);
  }
}

function become(userid) {
  state.me = userid;
  for (const button of document.querySelectorAll(".person")) {
    const chosen = button.id === `person-${userid}`;
    button.setAttribute("aria-pressed", String(chosen));
    if (chosen) button.scrollIntoView({ block: "nearest", inline: "center" });
  }
  showChats();
}

function showClock(now) {
  byId("clock").textContent = `${dayOf(now)} ${now.slice(11, 16)}`;
  byId("clock").dateTime = now;
}

async function moveClock(body) {
  const buttons = document.querySelectorAll(".clock button");
  for (const button of buttons) button.disabled = true;
  try {
    showClock((await call("/sandbox/clock", body)).now);
  } catch (wrong) {
    notice(`时钟没有动：${wrong.message}`);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

async function listen() {
  for (;;) {
    try {
      const news = await call(`/sandbox/lines?after=${state.cursor}`);
      state.cursor = news.cursor;
      showClock(news.now);
      for (const line of news.lines) {
        state.lines.push(line);
        showLine(line, true);
      }
    } catch {
      await new Promise((wake) => { setTimeout(wake, 1000); });
    }
  }
}

async function start() {
  state.world = await call("/sandbox/world");
  showClock(state.world.now);
  showPeople();
  const first = state.world.people.find((one) => one.roles.join() === "resident") ?? state.world.people[0];
  const history = await call("/sandbox/lines?after=0&wait=0");
  state.lines = history.lines;
  state.cursor = history.cursor;
  become(first.id);
  byId("clock-10m").addEventListener("click", () => moveClock({ minutes: 10 }));
  byId("clock-1h").addEventListener("click", () => moveClock({ minutes: 60 }));
  byId("clock-morning").addEventListener("click", () => moveClock({ next_morning: true }));
  document.body.dataset.ready = "true";
  listen();
}

start().catch((wrong) => notice(`页面没有准备好：${wrong.message}`));
