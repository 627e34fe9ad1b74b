// The receipt as a picture among the photos of the phone. Drawn here: the code goes nowhere.

const SIZE = 720;
const FONT = "system-ui, sans-serif";

/** Saves a PNG with the name of the site, its address, the code in six groups, and the QR. */
export async function save(root, groups) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, SIZE, SIZE);
  pen.fillStyle = "#000";
  pen.textAlign = "center";
  write(pen, root.querySelector("[data-save-picture]").dataset.savePicture, 60, `700 34px ${FONT}`);
  write(pen, location.host, 104, `26px ${FONT}`);
  write(pen, groups.slice(0, 3).join("-"), 168, "700 44px monospace");
  write(pen, groups.slice(3).join("-"), 222, "700 44px monospace");
  const qr = root.querySelector("[data-qr]:not([hidden])");
  if (qr) pen.drawImage(qr, (SIZE - 440) / 2, 256, 440, 440);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "receipt.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function write(pen, words, y, font) {
  pen.font = font;
  pen.fillText(words, SIZE / 2, y, SIZE - 40);
}
