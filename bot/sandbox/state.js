/* What the page knows, and the few things every part needs. */

export const state = { world: null, me: "", door: "aibot", lines: [], cursor: 0, chats: new Map() };
export const byId = (id) => document.getElementById(id);
export const copy = (id) => byId(id).content.firstElementChild.cloneNode(true);
export const nameOf = (userid) => state.world.people.find((one) => one.id === userid)?.name ?? userid;
export const person = () => state.world.people.find((one) => one.id === state.me);

/* The key of the open 1:1 chat, as the transcript writes it. */
export const directKey = () => `${state.door}:${state.door === "oa" ? person().openid : state.me}`;

export async function call(path, body) {
  const answer = await fetch(path, body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

export function notice(words) {
  const place = byId("notice");
  place.textContent = words;
  place.hidden = false;
  clearTimeout(notice.timer);
  notice.timer = setTimeout(() => { place.hidden = true; }, 4000);
}

export function paint(avatar, userid) {
  if (!userid) {
    avatar.textContent = "心";
    avatar.classList.add("bot");
    return;
  }
  let hue = 0;
  for (const char of userid) hue = (hue * 31 + char.codePointAt(0)) % 360;
  avatar.style.setProperty("--hue", hue);
  avatar.textContent = [...nameOf(userid)][0];
}
