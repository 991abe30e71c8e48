// Looks a letter through while it is written, and saves it: the server answers with the parts of the page that change.
const form = document.querySelector("form[data-letter]");
const trouble = document.getElementById("trouble");
const PAUSE = 700;
const AGAIN = 10_000;
const LONGEST = 30_000;
let waiting, asked, changed = false;

/** What stands in the boxes of a part, what is folded out, and where the cursor is: put back after it is replaced. */
const stateOf = (part) => {
  const here = document.activeElement;
  const boxes = [...part.querySelectorAll("input:not([type=hidden]), textarea, details")].filter((box) => box.id);
  return {
    boxes: boxes.map((box) => ({ id: box.id, value: box.value, open: box.open })),
    focus: part.contains(here) ? { id: here.id, from: here.selectionStart, to: here.selectionEnd } : null,
    link: part.contains(here) && here.matches("summary") ? here.closest("details")?.id : null,
  };
};

const putBack = ({ boxes, focus, link }) => {
  for (const { id, value, open } of boxes) {
    const box = document.getElementById(id);
    if (!box) continue;
    if (box.matches("details")) box.open = open;
    else box.value = value;
  }
  const there = link ? document.getElementById(link)?.querySelector("summary") : focus?.id && document.getElementById(focus.id);
  there?.focus({ preventScroll: true });
  if (focus && there?.matches("input, textarea")) there.setSelectionRange(focus.from, focus.to);
};

const replace = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh || fresh.innerHTML === part.innerHTML) continue;
    if (fresh.dataset.keys !== undefined && fresh.dataset.keys === part.dataset.keys) continue;
    const kept = stateOf(part);
    const top = part.scrollTop;
    part.replaceWith(document.adoptNode(fresh));
    putBack(kept);
    fresh.scrollTop = top;
  }
  const tally = page.getElementById("tally")?.textContent ?? "";
  const said = document.getElementById("tally");
  if (tally && said.textContent !== tally) said.textContent = tally;
};

const say = (text, link) => {
  trouble.replaceChildren();
  if (!text) return;
  const box = document.createElement("p");
  box.className = "govuk-body pr-writing__trouble";
  box.textContent = text;
  if (link) {
    const way = document.createElement("a");
    way.className = "govuk-link";
    way.href = location.pathname;
    way.textContent = link;
    box.append(" ", way);
  }
  trouble.append(box);
};

const HERE = "What you typed is still here.";
const answers = {
  403: () => say(`${HERE} It can no longer be saved from this page: copy what is new, then load the page again.`, "Load it again"),
  404: () => say(`${HERE} It cannot be saved: you may no longer work on this complaint.`),
  413: () => say(`${HERE} It is too long to be saved. Shorten it.`),
  429: () => soon(AGAIN),
};

// One after the other: two at once could arrive in the wrong order, and the older words would be kept.
const send = async () => {
  if (asked) return soon(PAUSE);
  asked = new AbortController();
  const { signal } = asked;
  const limit = setTimeout((one) => one.abort(new Error("no answer")), LONGEST, asked);
  const body = new URLSearchParams(new FormData(form));
  body.set("check", "1");
  changed = false;
  try {
    const answer = await fetch(location.pathname, { method: "POST", body, signal, redirect: "manual" });
    if (answer.type === "opaqueredirect") return say(`You were signed out. ${HERE} It is kept for an hour:`, "sign in again and go on");
    if (!answer.ok) return (answers[answer.status] ?? later)();
    const html = await answer.text();
    if (signal.aborted) return;
    say("");
    replace(html);
  } catch (problem) {
    if (problem.name !== "AbortError") later();
  } finally {
    clearTimeout(limit);
    asked = undefined;
  }
};

const later = () => {
  changed = true;
  say(`${HERE} It could not be saved just now. Trying again.`);
  soon(AGAIN);
};

const soon = (pause) => {
  clearTimeout(waiting);
  waiting = setTimeout(send, pause);
};

if (form) {
  const began = (pause) => () => {
    changed = true;
    soon(pause);
  };
  form.addEventListener("input", began(PAUSE));
  form.addEventListener("change", began(150));
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    asked?.abort();
    changed = false;
  });
  // Whoever leaves within the pause has what they typed saved on the way out.
  addEventListener("pagehide", () => {
    if (!changed) return;
    const body = new URLSearchParams(new FormData(form));
    body.set("check", "1");
    fetch(location.pathname, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  });
}
