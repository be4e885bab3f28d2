// A zip file, written without packing anything: photos are packed already. The last way out of a phone.

const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  for (let bit = 0; bit < 8; bit++) number = number & 1 ? 0xedb88320 ^ (number >>> 1) : number >>> 1;
  return number;
});
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [VERSION, NAMES_ARE_UTF8] = [20, 0x0800];

export function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

// A file of DOS knows no zone, no second that is odd, and no year before 1980.
function dosTime(moment) {
  const year = Math.max(moment.getFullYear(), 1980) - 1980;
  return {
    time: (moment.getHours() << 11) | (moment.getMinutes() << 5) | (moment.getSeconds() >> 1),
    day: (year << 9) | ((moment.getMonth() + 1) << 5) | moment.getDate(),
  };
}

// Numbers as [value, bytes], lowest byte first, and whole arrays as they are.
function laid(parts) {
  const size = parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : part[1]), 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) bytes.set(part, at);
    else for (let place = 0; place < part[1]; place++) bytes[at + place] = (part[0] / 2 ** (8 * place)) & 0xff;
    at += part instanceof Uint8Array ? part.length : part[1];
  }
  return bytes;
}

function described({ name, bytes }, { time, day }) {
  const size = [bytes.length, 4];
  return [[VERSION, 2], [NAMES_ARE_UTF8, 2], [0, 2], [time, 2], [day, 2], [crc32(bytes), 4], size, size, [name.length, 2], [0, 2]];
}

// zip([{ name, bytes }], moment) -> Uint8Array. `bytes`: a Uint8Array, less than 4 GB all together.
export function zip(files, moment) {
  const when = dosTime(moment);
  const [locals, centrals] = [[], []];
  let at = 0;
  for (const file of files) {
    const name = new TextEncoder().encode(file.name);
    const fields = described({ name, bytes: file.bytes }, when);
    const local = laid([[LOCAL, 4], ...fields, name, file.bytes]);
    centrals.push(laid([[CENTRAL, 4], [VERSION, 2], ...fields, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4], name]));
    locals.push(local);
    at += local.length;
  }
  const central = laid(centrals);
  const count = [files.length, 2];
  return laid([...locals, central, [END, 4], [0, 2], [0, 2], count, count, [central.length, 4], [at, 4], [0, 2]]);
}
