/** What `npm start` shows: a quiet list, and on a terminal one line that changes while something takes its time. */
export type Screen = {
  readonly print: (text: string) => void;
  /** Replaces the changing line. Where output is no terminal there is none. */
  readonly progress: (text: string) => void;
};

const CLEAR_LINE = '\r\u001B[2K';

export function createScreen(output: NodeJS.WriteStream): Screen {
  let shown = '';
  return {
    print: (text) => {
      output.write(shown === '' ? `${text}\n` : `${CLEAR_LINE}${text}\n${shown}`);
    },
    progress: (text) => {
      if (!output.isTTY || text === shown) return;
      output.write(`${CLEAR_LINE}${text}`);
      shown = text;
    },
  };
}

/** `▕██████░░░░▏  60 %` */
export function progressBar(done: number, total: number, width = 24): string {
  const share = total > 0 ? Math.min(1, done / total) : 1;
  const filled = Math.round(share * width);
  return `▕${'█'.repeat(filled)}${'░'.repeat(width - filled)}▏ ${String(Math.floor(share * 100)).padStart(3)} %`;
}

const STYLES = { bold: [1, 22], dim: [2, 22], green: [32, 39], red: [31, 39] } as const;

/** Colours only where someone sees them. */
export function styled(style: keyof typeof STYLES, text: string): string {
  if (!process.stdout.isTTY || process.env['NO_COLOR']) return text;
  const [on, off] = STYLES[style];
  return `\u001B[${on}m${text}\u001B[${off}m`;
}
