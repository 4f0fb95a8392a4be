interface FileInputProps {
  readonly id?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
  readonly class?: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

export const CSV_FILES = '.csv,.tsv,.txt,text/csv,text/plain';
export const JSON_FILES = '.json,application/json';

/** One file of the person's own. The same one may be chosen again after it was mended. */
export const FileInput = ({ onFile, class: look = 'input', ...shared }: FileInputProps) => (
  <input
    type="file"
    class={look}
    {...shared}
    onChange={(event) => {
      const input = event.currentTarget;
      const file = input.files?.[0];
      if (file) onFile(file);
      input.value = '';
    }}
  />
);
