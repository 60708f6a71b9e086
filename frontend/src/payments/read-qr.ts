/** QR codes in pictures, read by the browser where it can (Chrome on Android and macOS). */

interface Detector {
  detect(picture: ImageBitmap): Promise<{ rawValue: string }[]>;
}
const detector = (): (new (options: { formats: string[] }) => Detector) | undefined => (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector;

export const canReadQr = (): boolean => detector() !== undefined;

/** Return the text of the QR code in a picture, or undefined if none can be read. */
export async function readQr(picture: File): Promise<string | undefined> {
  const Reader = detector();
  if (!Reader) return undefined;
  try {
    const found = await new Reader({ formats: ["qr_code"] }).detect(await createImageBitmap(picture));
    return found[0]?.rawValue;
  } catch {
    // The file is no picture, or the device has no reader behind the browser.
    return undefined;
  }
}
