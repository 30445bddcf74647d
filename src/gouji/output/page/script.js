(() => {
  "use strict";
  // Which elements share a finding or a tie, by its key; asked for again and again, so gathered once.
  const shared = new Map();
  for (const element of document.querySelectorAll("[data-e], [data-t]")) {
    for (const key of `${element.dataset.e || ""} ${element.dataset.t || ""}`.split(" ")) {
      if (!key) continue;
      if (!shared.has(key)) shared.set(key, []);
      shared.get(key).push(element);
    }
  }
  const keysOf = (element, name) => (element && element.dataset[name] ? element.dataset[name].split(" ") : []);
  const inText = (element) => element.closest(".text") !== null;
  let lit = [];
  let chosen = null;

  const shade = () => {
    for (const [element, name] of lit) element.classList.remove(name);
    lit = [];
  };
  const light = (keys, name) => {
    for (const key of keys) {
      for (const element of shared.get(key) || []) {
        element.classList.add(name);
        lit.push([element, name]);
      }
    }
  };
  const show = (element) => {
    shade();
    if (chosen) light([chosen], "lit");
    const quoted = element && element.closest("[data-e]");
    const tied = element && element.closest("[data-t]");
    const keys = keysOf(quoted, "e");
    // A figure of several findings shows the one that is being looked at.
    if (quoted) light(keys.includes(chosen) ? [chosen] : keys, "lit");
    else if (tied) light(keysOf(tied, "t"), "mate");
  };
  // Beside the text the cards scroll for themselves; in a narrow window the page has to, but not for a mere look.
  const reveal = (card, jump) => {
    const aside = card.closest("aside");
    if (getComputedStyle(aside).position === "static") {
      if (jump) card.scrollIntoView({ block: "center" });
      return;
    }
    const [inner, outer] = [card.getBoundingClientRect(), aside.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) aside.scrollTop += inner.top - outer.top - 12;
  };
  const go = (element) => {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
  };
  const sidesOf = (key) => (shared.get(key) || []).filter((element) => inText(element) && element.id);

  document.addEventListener("mouseover", (event) => {
    show(event.target);
    const quoted = event.target.closest(".text [data-e]");
    if (quoted) reveal(document.getElementById(keysOf(quoted, "e")[0]));
  });
  document.addEventListener("focusin", (event) => {
    const quoted = event.target.closest("[data-e]");
    if (quoted && !inText(quoted)) chosen = quoted.id;
    else if (quoted && !keysOf(quoted, "e").includes(chosen)) chosen = keysOf(quoted, "e")[0];
    show(event.target);
    if (quoted && inText(quoted)) reveal(document.getElementById(chosen));
  });
  document.addEventListener("click", (event) => {
    const side = event.target.closest("a.side");
    const button = event.target.closest("[data-state]");
    const quoted = event.target.closest(".text [data-e]");
    if (side) {
      const there = document.getElementById(side.hash.slice(1));
      if (!there) return;
      event.preventDefault();
      chosen = side.closest(".card").id;
      go(there);
    } else if (button) {
      const hidden = document.body.classList.toggle(`no-${button.dataset.state}`);
      button.setAttribute("aria-pressed", String(!hidden));
    } else if (quoted) {
      const card = document.getElementById(keysOf(quoted, "e")[0]);
      card.focus({ preventScroll: true });
      reveal(card, true);
    }
  });
  document.addEventListener("keydown", (event) => {
    const here = document.activeElement;
    if (event.key === "Enter" && here.classList.contains("card")) {
      const side = here.querySelector("a.side");
      const there = side && document.getElementById(side.hash.slice(1));
      if (there) go(there);
      event.preventDefault();
    } else if (event.key === "Enter" && chosen && here.closest(".text")) {
      const sides = sidesOf(chosen);
      go(sides[(sides.indexOf(here) + 1) % sides.length]);
      event.preventDefault();
    } else if (event.key === "Escape" && chosen) {
      const card = document.getElementById(chosen);
      if (here === card) {
        chosen = null;
        card.blur();
        shade();
      } else {
        card.focus({ preventScroll: true });
        reveal(card, true);
      }
    }
  });
})();
