// Photos of a site, made small on the phone: no side longer than 1600, JPEG, without place and device.
import Compressor from "../vendor/compressor/compressor.js";

const SIDE = 1600;
export const MOST = 12;

export function small(file) {
  return new Promise((success, error) => {
    new Compressor(file, {
      maxWidth: SIDE, maxHeight: SIDE, quality: 0.72, mimeType: "image/jpeg", convertSize: 0, retainExif: false, strict: false,
      success, error,
    });
  });
}

// Addresses of pictures in this page; given back when the screen goes.
const shown = new Set();

export function picture(blob) {
  const address = URL.createObjectURL(blob);
  shown.add(address);
  return address;
}

export function letGo() {
  shown.forEach((address) => URL.revokeObjectURL(address));
  shown.clear();
}
