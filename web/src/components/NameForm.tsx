"use client";
import { type FormEvent, useState } from "react";
import { Button } from "./Button";
import { FormError, TextField } from "./Form";

type Props = {
  label: string;
  hint: string;
  max: number;
  action: string;
  busy: boolean;
  /** In words. */
  error: string | null;
  onName: (name: string) => void;
};

/** How is something new called? */
export function NameForm({ label, hint, max, action, busy, error, onName }: Props) {
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "" && !busy) onName(name.trim());
  };
  return (
    <form onSubmit={submit} className="pb-2">
      <TextField
        label={label}
        placeholder={hint}
        maxLength={max}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <FormError text={error} />
      <Button type="submit" wide busy={busy} disabled={name.trim() === ""}>
        {action}
      </Button>
    </form>
  );
}
