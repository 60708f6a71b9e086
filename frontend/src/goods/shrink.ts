/** Photos of a phone's camera have more pixels than the shop shows. */
const LARGE_BYTES = 1_000_000;
const LONGEST_SIDE = 1600;
const QUALITY = 0.85;

/** Return the photo in at most 1600 pixels if it is large, else the file itself. */
export async function shrink(file: File): Promise<File> {
  if (file.size <= LARGE_BYTES || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", QUALITY));
    return blob && blob.size < file.size ? new File([blob], file.name, { type: blob.type }) : file;
  } catch {
    // The shop decides whether it can read the file.
    return file;
  }
}
