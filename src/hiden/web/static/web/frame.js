// SPDX-License-Identifier: Apache-2.0
// The menu on narrow screens opens and closes; without this script it stays open.
const button = document.querySelector("[data-menu-button]");
const menu = document.querySelector("[data-menu]");

if (button && menu) {
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    menu.toggleAttribute("data-closed", !open);
  };
  button.hidden = false;
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      show(false);
      button.focus();
    }
  });
  show(false);
}
