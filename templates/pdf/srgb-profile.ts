/**
 * An ICC version 2 display profile of sRGB, built from the numbers of IEC 61966-2-1: PDF/A must say which RGB it means.
 * Primaries are adapted to the D50 white of the profile connection space, as ICC asks.
 */
export function srgbProfile(): Buffer {
  const curve = transferCurve();
  const tags: readonly (readonly [name: string, data: Buffer])[] = [
    ['desc', description('sRGB IEC61966-2.1')],
    ['cprt', Buffer.concat([typed('text'), Buffer.from('No copyright\0', 'ascii')])],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Buffer[] = [];
  const offsets = new Map<Buffer, number>();
  let end = 128 + table.length;
  for (const [index, [name, data]] of tags.entries()) {
    const offset = offsets.get(data) ?? end;
    if (offset === end) {
      const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
      offsets.set(data, offset);
      bodies.push(padded);
      end += padded.length;
    }
    table.write(name, 4 + index * 12, 'ascii');
    table.writeUInt32BE(offset, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
  }
  return Buffer.concat([header(end), table, ...bodies]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'ascii');
  for (const [index, part] of [2026, 1, 1, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + index * 2);
  bytes.write('acsp', 36, 'ascii');
  xyz(0.9642, 1, 0.8249).copy(bytes, 68, 8);
  return bytes;
}

const typed = (name: string): Buffer => Buffer.concat([Buffer.from(name, 'ascii'), Buffer.alloc(4)]);

/** Three s15Fixed16 numbers. */
function xyz(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(12);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65536), index * 4);
  return Buffer.concat([typed('XYZ '), bytes]);
}

/** textDescriptionType: the ASCII part counted with its zero, empty Unicode and Macintosh parts behind it. */
function description(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length + 1);
  return Buffer.concat([typed('desc'), length, Buffer.from(`${text}\0`, 'ascii'), Buffer.alloc(78)]);
}

/** The sRGB curve at 256 points; readers interpolate. */
function transferCurve(): Buffer {
  const bytes = Buffer.alloc(4 + 256 * 2);
  bytes.writeUInt32BE(256, 0);
  for (let index = 0; index < 256; index++) {
    const value = index / 255;
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    bytes.writeUInt16BE(Math.round(linear * 65535), 4 + index * 2);
  }
  return Buffer.concat([typed('curv'), bytes]);
}
