// Covers faces and number plates before a photo leaves the phone: boxes are drawn with a finger, or
// put and moved with keys, and burnt into the picture as one colour, so that nothing is left below.

import { lighten, read } from "./shrink.js";

const STEP = 0.02; // of the picture, for each press of an arrow
const LEAST = 0.02; // a tap is not a box

/** The covered picture, or null when nothing was covered. */
export async function cover(template, blob) {
  const picture = await read(blob);
  if (!picture) return null;
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  const editor = new Editor(dialog, picture);
  dialog.showModal();
  const wish = await new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue));
  });
  dialog.remove();
  if (wish !== "done" || editor.boxes.length === 0) return null;
  return lighten(editor.burn());
}

class Editor {
  boxes = [];
  #start = null;

  constructor(dialog, picture) {
    this.picture = picture;
    this.canvas = dialog.querySelector("canvas");
    this.canvas.width = picture.width;
    this.canvas.height = picture.height;
    this.pen = this.canvas.getContext("2d", { willReadFrequently: true });
    this.canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.#drag(event));
    for (const end of ["pointerup", "pointercancel"]) {
      this.canvas.addEventListener(end, () => this.#end());
    }
    this.canvas.addEventListener("keydown", (event) => this.#key(event));
    dialog.querySelector("[data-add]").addEventListener("click", () => this.#addBox());
    dialog.querySelector("[data-undo]").addEventListener("click", () => this.#undo());
    this.burn();
  }

  /** Draws the picture with its boxes, each in the average colour of what it hides. */
  burn() {
    const { canvas, pen, picture } = this;
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const box of this.boxes) {
      const [x, y, width, height] = this.#pixels(box);
      pen.fillStyle = average(pen.getImageData(x, y, width, height).data);
      pen.fillRect(x, y, width, height);
    }
    return canvas;
  }

  #pixels({ x, y, width, height }) {
    const { canvas } = this;
    const left = Math.round(Math.min(x, x + width) * canvas.width);
    const top = Math.round(Math.min(y, y + height) * canvas.height);
    return [
      left,
      top,
      Math.max(1, Math.round(Math.abs(width) * canvas.width)),
      Math.max(1, Math.round(Math.abs(height) * canvas.height)),
    ];
  }

  #at({ clientX, clientY }) {
    const frame = this.canvas.getBoundingClientRect();
    const inside = (part) => Math.min(1, Math.max(0, part));
    return [
      inside((clientX - frame.left) / frame.width),
      inside((clientY - frame.top) / frame.height),
    ];
  }

  #begin(event) {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.#start = this.#at(event);
    const [x, y] = this.#start;
    this.boxes.push({ x, y, width: 0, height: 0 });
  }

  #drag(event) {
    if (!this.#start) return;
    const [x, y] = this.#at(event);
    Object.assign(this.boxes.at(-1), { width: x - this.#start[0], height: y - this.#start[1] });
    this.burn();
  }

  #end() {
    if (!this.#start) return;
    this.#start = null;
    const { width, height } = this.boxes.at(-1);
    if (Math.abs(width) < LEAST || Math.abs(height) < LEAST) this.boxes.pop();
    this.burn();
  }

  /** For those who do not point: a box in the middle, to be moved and stretched. */
  #addBox() {
    this.boxes.push({ x: 0.4, y: 0.4, width: 0.2, height: 0.2 });
    this.burn();
    this.canvas.focus();
  }

  #undo() {
    this.boxes.pop();
    this.burn();
  }

  #key(event) {
    const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
    const box = this.boxes.at(-1);
    if (x === undefined || !box) return;
    event.preventDefault();
    if (event.shiftKey) {
      box.width = Math.max(LEAST, box.width + x * STEP);
      box.height = Math.max(LEAST, box.height + y * STEP);
    } else {
      box.x = Math.min(1 - LEAST, Math.max(0, box.x + x * STEP));
      box.y = Math.min(1 - LEAST, Math.max(0, box.y + y * STEP));
    }
    this.burn();
  }
}

function average(pixels) {
  const sums = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    for (const channel of [0, 1, 2]) sums[channel] += pixels[at + channel];
  }
  return `rgb(${sums.map((sum) => Math.round((sum * 4) / pixels.length)).join(" ")})`;
}
