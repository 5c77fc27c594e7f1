/** Signs that differ in shape and pattern as well as in colour, so that they can be told apart without seeing colours.

Held is a full disc with its side's pattern. Claimed is hollow with a broken rim: one voice only. Contested is a diamond
of both. Unknown is a small open ring. */

import type { Sign } from "./places";

const SIZE = 26;
const INK = "#1c1c1c";
const PAPER = "#ffffff";
/** By side, as the site's sheet has them: another party, the first side, the second. */
const COLOURS = ["#5f6873", "#0a6aa8", "#b5480a"];
const CONTESTED = "#7b4fa0";
const CONTESTED_WASH = "#f0e8f6";

export function colourOf(side: number): string {
  return COLOURS[side] ?? COLOURS[0]!;
}

export function draw(sign: Sign, ratio = 2): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * ratio;
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  pen.scale(ratio, ratio);
  pen.translate(SIZE / 2, SIZE / 2);
  pen.lineJoin = "round";
  if (sign.standing === "contested") contested(pen);
  else if (sign.standing === "held") held(pen, sign.side);
  else if (sign.standing === "claimed") claimed(pen, sign.side);
  else ring(pen, 4.5, "#5c5c5c", 2, PAPER);
  return canvas;
}

function disc(pen: CanvasRenderingContext2D, radius: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
}

function ring(pen: CanvasRenderingContext2D, radius: number, colour: string, width: number, fill: string): void {
  disc(pen, radius);
  pen.fillStyle = fill;
  pen.fill();
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.stroke();
}

function held(pen: CanvasRenderingContext2D, side: number): void {
  ring(pen, 10, PAPER, 2, PAPER);
  pen.save();
  disc(pen, 9);
  pen.clip();
  pen.fillStyle = colourOf(side);
  pen.fillRect(-13, -13, 26, 26);
  pattern(pen, side);
  pen.restore();
  disc(pen, 9);
  pen.lineWidth = 1.5;
  pen.strokeStyle = INK;
  pen.stroke();
}

/** The first side is plain, the second striped, all others bear a cross. */
function pattern(pen: CanvasRenderingContext2D, side: number): void {
  pen.strokeStyle = pen.fillStyle = PAPER;
  pen.lineWidth = 1.7;
  if (side === 2) {
    for (let x = -18; x <= 18; x += 5) {
      pen.beginPath();
      pen.moveTo(x - 10, -10);
      pen.lineTo(x + 10, 10);
      pen.stroke();
    }
  } else if (side !== 1) {
    pen.fillRect(-9, -0.9, 18, 1.8);
    pen.fillRect(-0.9, -9, 1.8, 18);
  }
}

function claimed(pen: CanvasRenderingContext2D, side: number): void {
  disc(pen, 10);
  pen.fillStyle = PAPER;
  pen.fill();
  disc(pen, 8);
  pen.setLineDash([4.2, 2.1]);
  pen.lineWidth = 3.2;
  pen.strokeStyle = colourOf(side);
  pen.stroke();
  pen.setLineDash([]);
  pen.fillStyle = colourOf(side);
  if (side === 1) {
    disc(pen, 2.2);
    pen.fill();
  } else if (side === 2) {
    pen.rotate(Math.PI / 4);
    pen.fillRect(-4.5, -1.1, 9, 2.2);
  } else {
    pen.fillRect(-3.5, -0.8, 7, 1.6);
    pen.fillRect(-0.8, -3.5, 1.6, 7);
  }
}

function contested(pen: CanvasRenderingContext2D): void {
  const path = (r: number): void => {
    pen.beginPath();
    pen.moveTo(0, -r);
    pen.lineTo(r, 0);
    pen.lineTo(0, r);
    pen.lineTo(-r, 0);
    pen.closePath();
  };
  path(12.5);
  pen.fillStyle = PAPER;
  pen.fill();
  path(11);
  pen.fillStyle = CONTESTED_WASH;
  pen.fill();
  pen.save();
  path(11);
  pen.clip();
  pen.strokeStyle = CONTESTED;
  pen.lineWidth = 1.8;
  for (let x = -24; x <= 24; x += 5) {
    pen.beginPath();
    pen.moveTo(x - 12, 12);
    pen.lineTo(x + 12, -12);
    pen.stroke();
  }
  pen.restore();
  path(11);
  pen.lineWidth = 2;
  pen.strokeStyle = CONTESTED;
  pen.stroke();
}
