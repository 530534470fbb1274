/* The chats side by side, the forms under them, and the strip that leads to each on a narrow screen. */

import { bubble, card, eventNote, stamp } from "./lines.js";
import { byId, call, copy, directKey, nameOf, notice, person, state } from "./state.js";

const KINDS = { resident: "居民群", staff: "工作群", canteen: "食堂群" };
const DOORS = [["aibot", "机器人"], ["app", "应用"], ["oa", "公众号"]];
const SIDE = ["staff", "direct", "canteen", "resident"];

export function showChats() {
  state.chats.clear();
  byId("chats").replaceChildren();
  byId("tabs").replaceChildren();
  for (const [key, room] of columns()) addChat(key, room);
  for (const line of state.lines) showLine(line, false);
  for (const chat of state.chats.values()) chat.scroll.scrollTop = chat.scroll.scrollHeight;
  byId("chats").scrollLeft = 0;
}

/* The person's own group first, then where its consequences show. */
function columns() {
  const mine = (room) => room.members.includes(state.me);
  const home = state.world.rooms.find((room) => mine(room) && room.kind === "resident") ?? state.world.rooms.find(mine);
  const rank = ([key, room]) => (room === home && room ? -1 : SIDE.indexOf(room ? room.kind : key));
  const all = [["direct", null], ...state.world.rooms.map((room) => [room.id, room])];
  return all.sort((a, b) => rank(a) - rank(b));
}

function addChat(key, room) {
  const section = copy("chat-template");
  const find = (selector) => section.querySelector(selector);
  section.id = `chat-${key}`;
  section.dataset.testid = `chat-${key}`;
  const title = room ? room.name : `${nameOf(state.me)} 和 ${state.world.bot}`;
  find("h2").textContent = title;
  section.setAttribute("aria-label", title);
  if (room) {
    const count = document.createElement("em");
    count.textContent = `(${room.members.length})`;
    find("h2").append(count);
  }
  find("header p").textContent = room
    ? `${KINDS[room.kind] ?? ""}${room.external ? " · 外部群" : ""} · ${room.members.map(nameOf).join("、")}`
    : "单聊，不用 @";
  find(".lines").setAttribute("aria-label", `${title} 的消息`);
  const chat = { key, room, section, scroll: find(".lines"), last: 0, quote: "", form: find("form") };
  state.chats.set(key, chat);
  if (!room) showDoors(chat, find(".doors"));
  if (room && !room.members.includes(state.me)) {
    chat.form.hidden = true;
    find(".outside").hidden = false;
    find(".outside").textContent = `${nameOf(state.me)}不在这个群里，只能看`;
  } else {
    prepareForm(chat, find);
  }
  byId("chats").append(section);
  addTab(chat, room ? room.name : "单聊");
}

function addTab(chat, label) {
  chat.tab = document.createElement("button");
  chat.tab.type = "button";
  chat.tab.textContent = label;
  chat.tab.addEventListener("click", () => {
    chat.section.scrollIntoView({ inline: "start", block: "nearest" });
    chat.tab.classList.remove("unread");
  });
  byId("tabs").append(chat.tab);
}

function inView(section) {
  const [inner, outer] = [section.getBoundingClientRect(), byId("chats").getBoundingClientRect()];
  return inner.left < outer.right - 80 && inner.right > outer.left + 80;
}

function showDoors(chat, place) {
  place.hidden = false;
  for (const [door, label] of DOORS) {
    if (door === "oa" && !person().openid) continue;
    const tab = document.createElement("button");
    tab.type = "button";
    tab.role = "tab";
    tab.id = `door-${door}`;
    tab.dataset.testid = `door-${door}`;
    tab.textContent = label;
    tab.setAttribute("aria-selected", String(door === state.door));
    tab.addEventListener("click", () => { state.door = door; showChats(); });
    place.append(tab);
  }
}

function prepareForm(chat, find) {
  const key = chat.key;
  const [at, photo, input] = [find(".at"), find(".photo"), find("textarea")];
  for (const [part, node] of Object.entries({ at, photo, input, send: find(".send") })) {
    node.id = `${part}-${key}`;
    node.dataset.testid = `${part}-${key}`;
  }
  at.textContent = `@${state.world.bot}`;
  at.hidden = !chat.room;
  input.placeholder = `以${nameOf(state.me)}的身份说话`;
  input.setAttribute("aria-label", `在 ${chat.section.getAttribute("aria-label")} 里说话`);
  const hint = () => {
    const called = !chat.room || at.getAttribute("aria-pressed") === "true";
    find(".hint").textContent = called ? "" : "不 @ 就只有群友看得到";
  };
  for (const toggle of [at, photo]) {
    toggle.addEventListener("click", () => {
      toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
      hint();
    });
  }
  find(".quoting button").addEventListener("click", () => quote(chat, ""));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      chat.form.requestSubmit();
    }
  });
  chat.form.addEventListener("submit", (event) => { event.preventDefault(); send(chat, find); });
}

function quote(chat, text) {
  if (chat.form.hidden) return;
  chat.quote = text;
  const place = chat.section.querySelector(".quoting");
  place.hidden = !text;
  place.querySelector("span").textContent = `引用：${text}`;
  if (text) chat.section.querySelector("textarea").focus();
}

async function send(chat, find) {
  const [at, photo, input, button] = [find(".at"), find(".photo"), find("textarea"), find(".send")];
  const withPhoto = photo.getAttribute("aria-pressed") === "true";
  let text = input.value.trim();
  if (!text && !withPhoto) return;
  const call_bot = chat.room && at.getAttribute("aria-pressed") === "true" && !text.includes(`@${state.world.bot}`);
  if (call_bot) text = `@${state.world.bot} ${text}`;
  button.disabled = true;
  const draft = input.value;
  input.value = "";
  const body = { person: state.me, chat: chat.room ? chat.key : directKey(), text, quote: chat.quote, photo: withPhoto };
  photo.setAttribute("aria-pressed", "false");
  quote(chat, "");
  try {
    await call("/sandbox/say", body);
  } catch (wrong) {
    if (!input.value) input.value = draft;
    notice(`没有发出去：${wrong.message}`);
  } finally {
    button.disabled = false;
    input.focus();
  }
}

function chatOf(line) {
  if (state.chats.has(line.chat)) return state.chats.get(line.chat);
  return line.chat === directKey() ? state.chats.get("direct") : undefined;
}

export function showLine(line, fresh) {
  const chat = chatOf(line);
  if (!chat) return;
  if (fresh && !inView(chat.section)) chat.tab.classList.add("unread");
  const atEnd = chat.scroll.scrollHeight - chat.scroll.scrollTop - chat.scroll.clientHeight < 80;
  if (line.card) {
    showCard(chat, line, fresh);
    if (atEnd) chat.scroll.scrollTop = chat.scroll.scrollHeight;
    return;
  }
  stamp(chat, line);
  chat.scroll.append(!line.text && !line.photo ? eventNote(line) : bubble(line, fresh, () => quote(chat, line.text)));
  if (atEnd || line.author === state.me) chat.scroll.scrollTop = chat.scroll.scrollHeight;
}

function showCard(chat, line, fresh) {
  const shown = card(line, fresh, (key, button) => press(line, key, button));
  const before = [...chat.scroll.querySelectorAll(".line.card")].find((one) => one.dataset.task === line.card.task_id);
  if (before) {
    before.replaceWith(shown);
    return;
  }
  stamp(chat, line);
  chat.scroll.append(shown);
}

async function press(line, key, button) {
  button.disabled = true;
  try {
    await call("/sandbox/click", { person: state.me, chat: line.chat, task_id: line.card.task_id, key });
  } catch (wrong) {
    notice(`没有点成：${wrong.message}`);
  } finally {
    button.disabled = false;
  }
}
