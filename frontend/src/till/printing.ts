/** Printers of receipts: by USB, by a serial port (Bluetooth, too), by the app RawBT of Android, or by the browser. */
import { parse, stored } from "../app/store.ts";
import { loadCharacters } from "./receipt/ascii.ts";
import type { Receipt } from "./receipt/content.ts";
import { drawerBytes, type PrintOptions, receiptBytes, type Width } from "./receipt/escpos.ts";
import { rows } from "./receipt/layout.ts";
import { printInBrowser } from "./receipt/paper.ts";

export type Transport = "browser" | "usb" | "serial" | "rawbt";
/** The printer of this device. `id` names a USB device again, `baudRate` is of a serial port. */
export interface Printer {
  readonly transport: Transport;
  readonly width: Width;
  readonly id?: string | undefined;
  readonly baudRate?: number | undefined;
}
/** Why nothing was printed: no such printer here, none chosen, not connected, used by another program, or cut off. */
export type PrinterFault = "unsupported" | "not_chosen" | "not_connected" | "busy" | "failed";

export class PrinterError extends Error {
  readonly code: PrinterFault;

  constructor(code: PrinterFault, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

const STORED = "printer";
const BY_BROWSER: Printer = { transport: "browser", width: "58" };
const DEFAULT_BAUD_RATE = 9_600;
const RAWBT = { prefix: "intent:base64,", suffix: "#Intent;scheme=rawbt;package=ru.a402d.rawbtprinter;end;" };
/** Cheap printers lose what comes faster than they print, unless they are waited for between small parts. */
const CHUNK = { usb: 4_096, serial: 256 };
/** Printers, and devices of a class of their vendor. */
const PRINTERS = [{ classCode: 7 }, { classCode: 255 }];

const devices = navigator as unknown as { readonly usb?: Usb; readonly serial?: Serial };

/** Return the ways to print that this browser has. USB and serial ports need HTTPS. */
export function transports(): Transport[] {
  const found: Transport[] = ["browser"];
  if (devices.usb) found.push("usb");
  if (devices.serial) found.push("serial");
  if (/Android/.test(navigator.userAgent)) found.push("rawbt");
  return found;
}

export const chosenPrinter = (): Printer => parse<Printer>(stored.get(STORED)) ?? BY_BROWSER;

/** Choose a printer, by the browser's own question for USB and serial ports: call it at a click. Raises PrinterError. */
export async function choosePrinter(transport: Transport, width: Width, baudRate?: number): Promise<Printer> {
  if (!transports().includes(transport)) throw new PrinterError("unsupported");
  let printer: Printer = { transport, width };
  try {
    if (transport === "usb") printer = { ...printer, id: nameOf(await devices.usb!.requestDevice({ filters: PRINTERS })) };
    if (transport === "serial") {
      const { usbVendorId, usbProductId } = (await devices.serial!.requestPort()).getInfo();
      printer = { ...printer, id: `${usbVendorId}:${usbProductId}`, baudRate: baudRate ?? DEFAULT_BAUD_RATE };
    }
  } catch (error) {
    throw new PrinterError("not_chosen", error);
  }
  stored.set(STORED, JSON.stringify(printer));
  return printer;
}

/** Print a receipt, and open the drawer if asked to. Raises PrinterError. */
export async function printReceipt(receipt: Receipt, options: PrintOptions = {}): Promise<void> {
  const printer = chosenPrinter();
  const language = options.language ?? "id";
  if (printer.transport === "browser") return printInBrowser(receipt, printer.width, language);
  // Without a network its other characters are question marks, and it prints all the same.
  await loadCharacters(rows(receipt, language).flatMap(({ cells }) => cells)).catch(() => undefined);
  await send(printer, receiptBytes(receipt, printer.width, options));
}

/** Print what the shop has written for printers. Raises PrinterError. */
export const printBytes = (bytes: Uint8Array<ArrayBuffer>): Promise<void> => send(chosenPrinter(), bytes);

/** Open the drawer that is connected to the printer. Raises PrinterError; the browser's print can't do it. */
export async function openDrawer(): Promise<void> {
  await send(chosenPrinter(), drawerBytes());
}

let last: Promise<unknown> = Promise.resolve();

/** Send one after the other: two at once would mix on the paper, or find the device open. */
function send(printer: Printer, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const sent = last.then(() => sendNow(printer, bytes));
  last = sent.catch(() => undefined);
  return sent;
}

async function sendNow({ transport, id, baudRate }: Printer, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (transport === "browser" || !transports().includes(transport)) throw new PrinterError("unsupported");
  if (transport === "usb") return sendByUsb(bytes, id);
  if (transport === "serial") return sendBySerial(bytes, id, baudRate ?? DEFAULT_BAUD_RATE);
  location.href = rawbtUrl(bytes);
}

/** Return the address that hands bytes to RawBT. */
export const rawbtUrl = (bytes: Uint8Array): string => `${RAWBT.prefix}${btoa(String.fromCharCode(...bytes))}${RAWBT.suffix}`;

async function sendByUsb(bytes: Uint8Array<ArrayBuffer>, id: string | undefined): Promise<void> {
  const device = (await devices.usb!.getDevices()).find((each) => nameOf(each) === id);
  if (!device) throw new PrinterError("not_connected");
  let isOurs = false;
  try {
    await device.open();
    if (!device.configuration) await device.selectConfiguration(1);
    const place = outputOf(device);
    await device.claimInterface(place.interfaceNumber);
    if (place.alternate) await device.selectAlternateInterface(place.interfaceNumber, place.alternate);
    isOurs = true;
    for (const chunk of chunks(bytes, CHUNK.usb)) {
      const { status } = await device.transferOut(place.endpoint, chunk);
      if (status !== "ok") throw new PrinterError("failed");
    }
  } catch (error) {
    throw faultOf(error, isOurs);
  } finally {
    await device.close().catch(() => undefined);
  }
}

/** Return where the device takes what it prints: its interface of the class of printers, or any other one. */
function outputOf(device: UsbDevice): { interfaceNumber: number; alternate: number; endpoint: number } {
  const found = (device.configuration?.interfaces ?? []).flatMap(({ interfaceNumber, alternates }) =>
    alternates.flatMap(({ alternateSetting, interfaceClass, endpoints }) => {
      const output = endpoints.find(({ direction, type }) => direction === "out" && type === "bulk");
      return output ? [{ interfaceNumber, alternate: alternateSetting, endpoint: output.endpointNumber, isPrinter: interfaceClass === 7 }] : [];
    }),
  );
  const place = found.find(({ isPrinter }) => isPrinter) ?? found[0];
  if (!place) throw new PrinterError("failed");
  return place;
}

async function sendBySerial(bytes: Uint8Array<ArrayBuffer>, id: string | undefined, baudRate: number): Promise<void> {
  const ports = await devices.serial!.getPorts();
  const port = ports.find((each) => `${each.getInfo().usbVendorId}:${each.getInfo().usbProductId}` === id);
  if (!port) throw new PrinterError("not_connected");
  let isOurs = false;
  try {
    await port.open({ baudRate });
    isOurs = true;
    const writer = port.writable!.getWriter();
    try {
      for (const chunk of chunks(bytes, CHUNK.serial)) await writer.write(chunk);
      // Only then all is out.
      await writer.close();
    } finally {
      writer.releaseLock();
    }
  } catch (error) {
    throw faultOf(error, isOurs);
  } finally {
    await port.close().catch(() => undefined);
  }
}

function* chunks(bytes: Uint8Array<ArrayBuffer>, size: number): Generator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const nameOf = ({ vendorId, productId, serialNumber }: UsbDevice): string => `${vendorId}:${productId}:${serialNumber ?? ""}`;

/** A device that is there but can't be opened is used by another program, or by a driver of the system. */
function faultOf(error: unknown, isOurs: boolean): PrinterError {
  if (error instanceof PrinterError) return error;
  if (error instanceof DOMException && error.name === "NotFoundError") return new PrinterError("not_connected", error);
  return new PrinterError(isOurs ? "failed" : "busy", error);
}

// What of WebUSB and Web Serial is used; TypeScript has no types of theirs.
interface UsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string;
  readonly configuration: { readonly interfaces: readonly UsbInterface[] } | null;
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  selectAlternateInterface(interfaceNumber: number, alternate: number): Promise<void>;
  transferOut(endpoint: number, data: BufferSource): Promise<{ readonly status: "ok" | "stall" | "babble" }>;
}
interface UsbInterface {
  readonly interfaceNumber: number;
  readonly alternates: readonly {
    readonly alternateSetting: number;
    readonly interfaceClass: number;
    readonly endpoints: readonly { readonly endpointNumber: number; readonly direction: "in" | "out"; readonly type: string }[];
  }[];
}
interface Usb {
  requestDevice(options: { filters: readonly { classCode: number }[] }): Promise<UsbDevice>;
  getDevices(): Promise<UsbDevice[]>;
}
interface SerialPort {
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>> | null;
  getInfo(): { usbVendorId?: number; usbProductId?: number };
  open(options: { baudRate: number }): Promise<void>;
  close(): Promise<void>;
}
interface Serial {
  requestPort(): Promise<SerialPort>;
  getPorts(): Promise<SerialPort[]>;
}
