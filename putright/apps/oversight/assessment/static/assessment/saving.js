// Saves the section a moment after something was typed. What another tab has saved meanwhile is never overwritten.
const form = document.querySelector("form[data-saves=yes]");
const said = document.getElementById("saved");
const PAUSE = 1500;
let waiting;
let asked = false;
let changed = false;

const versions = (known) => {
  for (const [row, version] of Object.entries(known)) {
    const box = form.elements.namedItem(`r${row}-version`);
    if (box) box.value = version;
  }
};

const save = async () => {
  if (asked) return;
  asked = true;
  changed = false;
  try {
    const answer = await fetch(location.pathname, {
      method: "POST", body: new FormData(form), headers: { "X-Saving": "typing" }, redirect: "manual",
    });
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) throw new Error(String(answer.status));
    const found = await answer.json();
    versions(found.versions);
    said.textContent = found.overtaken.length
      ? `Saved at ${found.at}, but not ${found.overtaken.join(", ")}: saved elsewhere meanwhile. Press Save to see both.`
      : `Saved at ${found.at}`;
  } catch {
    changed = true;
    said.textContent = "Not saved. What you typed is still here: press Save, and sign in again if you are asked to.";
  } finally {
    asked = false;
  }
};

form?.addEventListener("input", () => {
  changed = true;
  clearTimeout(waiting);
  waiting = setTimeout(save, PAUSE);
});
form?.addEventListener("submit", () => {
  changed = false;
  clearTimeout(waiting);
});
addEventListener("beforeunload", (event) => {
  if (changed && form) event.preventDefault();
});
