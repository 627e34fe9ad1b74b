// A photo made light for a poor network. Drawing it anew also leaves its metadata behind.

const SIDE = 1600;
const SMALLEST_SIDE = 480;
const BYTES = 200 * 1024;
const QUALITIES = [0.82, 0.74, 0.66, 0.58];

/** The photo as a JPEG of at most 200 KB; the file as it is when this browser cannot read it. */
export async function shrink(file) {
  const picture = await read(file);
  if (!picture) return file;
  try {
    return (await lighten(picture)) ?? file;
  } finally {
    picture.close?.();
  }
}

/** First the size, then the quality, then the size again; null where this phone has no room for any. */
export async function lighten(picture) {
  let blob = null;
  for (let side = SIDE; side >= SMALLEST_SIDE; side = Math.round(side * 0.8)) {
    const canvas = draw(picture, side);
    for (const quality of QUALITIES) {
      blob = await encode(canvas, quality);
      if (blob?.size <= BYTES) return blob;
    }
  }
  return blob;
}

function draw(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const encode = (canvas, quality) =>
  new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

/** The decoded picture, upright, or null. */
export async function read(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return readByElement(file);
  }
}

/** For browsers without createImageBitmap, or with one that knows fewer formats. */
async function readByElement(file) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
