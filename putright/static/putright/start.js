// Switches on GOV.UK Frontend's scripts. Everything works without them.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// One menu open at a time is enough, and Escape or a click elsewhere closes it.
const menus = document.querySelectorAll("details.pr-menu");
const close = (but) => menus.forEach((menu) => menu !== but && menu.removeAttribute("open"));
document.addEventListener("click", (event) => close(event.target.closest("details.pr-menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.pr-menu[open]");
  close();
  open?.querySelector("summary").focus();
});
