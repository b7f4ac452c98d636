// An explorer shows the picture of where its controls stand; see _ext/explore.py.
const explore = (root) => {
  const picture = root.querySelector("img");
  const caption = root.querySelector("figcaption");
  const controls = [...root.querySelectorAll("input, select")];
  const words = JSON.parse(root.querySelector("script").textContent);
  const at = (control) => Number(control.type === "range" ? control.value : control.selectedIndex);
  const address = (name) => root.dataset.frames + "/" + name + ".webp";
  const kept = new Map(); // pictures on their way or here: each is asked for once
  let wanted;

  const load = (name) => {
    if (name in words && !kept.has(name)) {
      const image = new Image();
      image.src = address(name);
      kept.set(name, image);
    }
    return kept.get(name);
  };

  const neighbours = (where) =>
    where.flatMap((place, n) => [-1, 1].map((step) => where.with(n, place + step).join("-")));

  const show = async () => {
    const where = controls.map(at);
    const name = (wanted = where.join("-"));
    for (const control of controls.filter((each) => each.type === "range")) {
      const text = JSON.parse(control.dataset.texts)[at(control)];
      control.nextElementSibling.textContent = text;
      control.setAttribute("aria-valuetext", text);
    }
    caption.textContent = "Loading …";
    try {
      await load(name).decode();
    } catch {
      kept.delete(name); // asked for again, next time
      if (name === wanted) caption.textContent = "This picture could not be loaded. Move on, or reload the page.";
      return;
    }
    if (name !== wanted) return; // the hand has moved on
    picture.src = address(name);
    picture.alt = caption.textContent = words[name];
    neighbours(where).forEach(load);
  };

  for (const control of controls) control.oninput = show;
  root.querySelector(".hl-explore-controls").hidden = false;
};

document.querySelectorAll(".hl-explore").forEach(explore);
