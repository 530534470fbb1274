/* One line of a chat as people see it: avatar, bubble, quote, @ in blue, and whether it reached the bot. */

import { copy, nameOf, paint, state } from "./state.js";

const VIA = { app: "应用消息", oa: "客服消息" };
const WEEKDAYS = "日一二三四五六";
const STAMP_GAP = 5 * 60 * 1000;

export function stamp(chat, line) {
  const at = new Date(line.at);
  if (at - chat.last < STAMP_GAP) return;
  const first = !chat.last || new Date(chat.last).toDateString() !== at.toDateString();
  chat.last = at.getTime();
  const item = document.createElement("li");
  item.className = "stamp";
  item.textContent = first ? `${dayOf(line.at)} ${line.at.slice(11, 16)}` : line.at.slice(11, 16);
  chat.scroll.append(item);
}

export function dayOf(iso) {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  return `${month}月${day}日 周${WEEKDAYS[new Date(year, month - 1, day).getDay()]}`;
}

export function eventNote(line) {
  const item = document.createElement("li");
  item.className = "stamp event";
  item.textContent = `${nameOf(line.author)}${line.note}`;
  return item;
}

/* A card; the newest look of one that was shown before takes its place. */
export function card(line, fresh, press) {
  const item = copy("card-template");
  const find = (selector) => item.querySelector(selector);
  const { main_title: title, sub_title_text: text, horizontal_content_list: pairs = [] } = line.card;
  item.dataset.testid = "card";
  item.dataset.task = line.card.task_id;
  item.dataset.seq = line.seq;
  item.classList.toggle("new", fresh);
  paint(find(".avatar"), "");
  find(".name").textContent = `${state.world.bot} ${VIA[line.source] ?? ""}`.trim();
  find("h3").textContent = title.title;
  find(".desc").textContent = title.desc ?? "";
  find(".text").textContent = text ?? "";
  for (const pair of pairs) {
    for (const [tag, words] of [["dt", pair.keyname], ["dd", pair.value]]) {
      const node = document.createElement(tag);
      node.textContent = words;
      find("dl").append(node);
    }
  }
  for (const one of line.card.button_list) {
    if (line.card.greyed && find(".buttons").children.length) break;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = line.card.greyed || one.text;
    button.disabled = Boolean(line.card.greyed);
    button.dataset.testid = `press-${one.key}`;
    button.classList.toggle("main", one.style === 1);
    button.addEventListener("click", () => press(one.key, button));
    find(".buttons").append(button);
  }
  return item;
}

export function bubble(line, fresh, pick) {
  const item = copy("line-template");
  const find = (selector) => item.querySelector(selector);
  item.dataset.testid = "line";
  item.dataset.seq = line.seq;
  item.dataset.source = line.source;
  item.dataset.author = line.author;
  item.dataset.delivered = line.delivered;
  item.classList.toggle("mine", line.author === state.me);
  item.classList.toggle("new", fresh);
  paint(find(".avatar"), line.author);
  find(".name").textContent = line.author ? nameOf(line.author) : `${state.world.bot} ${VIA[line.source] ?? ""}`.trim();
  words(find(".text"), line);
  picture(find(".bubble"), line);
  find(".bubble").setAttribute("aria-label", `引用这条：${line.text || "图片"}`);
  find(".bubble").addEventListener("click", pick);
  find(".bubble").addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); }
  });
  if (line.quote) {
    find("blockquote").hidden = false;
    find("blockquote").textContent = line.quote;
  }
  if (!line.delivered) {
    find(".note").hidden = false;
    find(".note").classList.add("undelivered");
    find(".note").textContent = `未送达机器人：${line.note}`;
  }
  return item;
}

function words(place, line) {
  const called = line.mentions.map(nameOf);
  const names = [...new Set([state.world.bot, ...called])].sort((a, b) => b.length - a.length);
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const shown = new Set();
  for (const piece of line.text.split(new RegExp(`(@(?:${escaped.join("|")}))`))) {
    if (piece.startsWith("@") && names.includes(piece.slice(1))) {
      place.append(atName(piece.slice(1)));
      shown.add(piece.slice(1));
    } else {
      place.append(piece);
    }
  }
  for (const name of called.filter((one) => !shown.has(one))) place.append(" ", atName(name));
}

function atName(name) {
  const span = document.createElement("span");
  span.className = "at-name";
  span.textContent = `@${name}`;
  return span;
}

function picture(place, line) {
  if (!line.photo) return;
  const image = document.createElement("img");
  image.src = `/sandbox/photo/${encodeURIComponent(line.photo)}`;
  image.alt = "发来的照片";
  place.append(image);
  place.classList.toggle("picture", !line.text);
}
