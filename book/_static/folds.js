// The theme makes what scrolls sideways reachable by keyboard, but looks for it only when the page
// changes its size. What was folded until now has to be looked at too.
document.addEventListener("toggle", () => window.dispatchEvent(new Event("resize")), true);
