// Writes as SVG what a canvas context would paint: the few calls that the maps need, no more.

const short = (value) => String(Math.round(value * 100) / 100);
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

export class SvgPaint {
  constructor(width, height, font, ruler) {
    Object.assign(this, { width, height, font, ruler, left: 0, top: 0, parts: [], rects: "", stroked: "" });
    this.fillStyle = this.strokeStyle = "#000000";
    this.lineWidth = 1;
  }

  translate(x, y) {
    this.left += x;
    this.top += y;
  }

  point(x, y) {
    return `${short(x + this.left)} ${short(y + this.top)}`;
  }

  // Rectangles of one colour in a row are one path: thousands of dots stay a small file.
  fillRect(x, y, width, height) {
    if (this.colour !== this.fillStyle) {
      this.flush();
      this.colour = this.fillStyle;
    }
    this.rects += `M${this.point(x, y)}h${short(width)}v${short(height)}h${short(-width)}z`;
  }

  flush() {
    if (this.rects) this.parts.push(`<path fill="${this.colour}" d="${this.rects}"/>`);
    this.rects = "";
  }

  add(part) {
    this.flush();
    this.parts.push(part);
  }

  fillText(text, x, y) {
    const [left, top] = this.point(x, y).split(" ");
    if (text) this.add(`<text x="${left}" y="${top}" fill="${this.fillStyle}">${escaped(text)}</text>`);
  }

  measureText(text) {
    return this.ruler.measureText(text);
  }

  beginPath() {
    this.stroked = "";
  }

  moveTo(x, y) {
    this.stroked += `M${this.point(x, y)}`;
  }

  lineTo(x, y) {
    this.stroked += `L${this.point(x, y)}`;
  }

  arc(x, y, radius) {
    const half = `a${short(radius)} ${short(radius)} 0 1 0`;
    this.stroked += `M${this.point(x - radius, y)}${half} ${short(2 * radius)} 0${half} ${short(-2 * radius)} 0`;
  }

  stroke() {
    this.add(`<path fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" d="${this.stroked}"/>`);
  }

  strokeRect(x, y, width, height) {
    this.stroked = `M${this.point(x, y)}h${short(width)}v${short(height)}h${short(-width)}z`;
    this.stroke();
  }

  toString() {
    this.flush();
    const style = escaped(this.font).replace(/"/g, "'");
    const size = `width="${short(this.width)}" height="${short(this.height)}"`;
    const box = `viewBox="0 0 ${short(this.width)} ${short(this.height)}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${box} style="font: ${style}">${this.parts.join("")}</svg>`;
  }
}
