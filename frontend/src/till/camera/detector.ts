/** Codes in the picture of a camera, read by the browser itself. */

export interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}

/** The Shape Detection API: Chrome has it on Android, ChromeOS and macOS. */
interface DetectorClass {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const FORMATS = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "qr_code"];
/** Longer ones are addresses and payments, such as the shop's own QRIS beside the goods. */
const LONGEST = 64;
/** The same code counts again once it was out of sight for so long. */
const AGAIN_MS = 1_500;

/** Return a detector, or undefined where the browser reads no codes or gives no camera. */
export async function findDetector(): Promise<Detector | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  // Over plain HTTP there are no media devices.
  if (!BarcodeDetector || !(navigator.mediaDevices as MediaDevices | undefined)) return undefined;
  const supported = await BarcodeDetector.getSupportedFormats().catch((): string[] => []);
  const formats = FORMATS.filter((format) => supported.includes(format));
  return formats.length ? new BarcodeDetector({ formats }) : undefined;
}

/** Codes that were in sight, with the moment when they were last. */
export type Seen = Readonly<Record<string, number>>;

/** Return which of the codes that are in sight now are scans, and what was seen. However slow the device is, one that stays in sight is one scan. */
export function lookAt(seen: Seen, inSight: readonly string[], now: number): { scanned: string[]; seen: Seen } {
  const codes = [...new Set(inSight)].filter((code) => code && code.length <= LONGEST);
  const recent = Object.entries(seen).filter(([, at]) => now - at < AGAIN_MS);
  return {
    scanned: codes.filter((code) => !(code in seen)),
    seen: Object.fromEntries([...recent, ...codes.map((code) => [code, now] as const)]),
  };
}
