/** A picture of one colour, as a camera would write it. */
export async function plainJpeg(width: number, height: number, background = '#b03030'): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp({ create: { width, height, channels: 3, background } }).jpeg().toBuffer();
}
