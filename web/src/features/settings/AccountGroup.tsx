"use client";
import { LogOut, Trash2 } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { Group, Row } from "@/components/Group";
import { Question } from "@/components/Question";
import { Sheet } from "@/components/Sheet";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useDeleteAccount, useSignOut, useSignOutEverywhere, WordsLeft } from "./queries";

type Asked = "signOut" | "signOutAll" | "remove";

/** The ways out, mildest first. */
export function AccountGroup() {
  const t = useT();
  const [question, setQuestion] = useState<Asked | null>(null);
  const signOut = useSignOut();
  const show = useToast((state) => state.show);
  const close = () => setQuestion(null);
  const leave = () =>
    signOut.mutate(false, {
      onError: (error) => (error instanceof WordsLeft ? setQuestion("signOut") : show(errorText(error, t))),
    });
  const exit = <LogOut aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />;
  return (
    <>
      <Group title={t.settings.account} inset="icon">
        <Row icon={exit} tone="accent" label={t.settings.signOut} onClick={leave} busy={signOut.isPending} />
        <Row
          icon={exit}
          tone="accent"
          label={t.settings.signOutAll}
          onClick={() => setQuestion("signOutAll")}
        />
      </Group>
      <Group>
        <Row
          icon={<Trash2 aria-hidden="true" size={22} strokeWidth={1.5} className="text-bad" />}
          tone="bad"
          label={t.settings.remove}
          onClick={() => setQuestion("remove")}
        />
      </Group>
      <Sheet
        open={question !== null}
        title={question === "remove" ? t.settings.removeTitle : t.settings[question ?? "signOut"]}
        closeLabel={t.action.close}
        onClose={close}
      >
        {question === "signOut" && <SignOut leave={signOut} onBack={close} />}
        {question === "signOutAll" && <SignOutEverywhere onBack={close} />}
        {question === "remove" && <DeleteAccount onBack={close} />}
      </Sheet>
    </>
  );
}

function SignOutEverywhere({ onBack }: { onBack: () => void }) {
  const t = useT();
  return <SignOut leave={useSignOutEverywhere()} text={t.settings.signOutAllText} onBack={onBack} />;
}

type SignOutProps = { leave: ReturnType<typeof useSignOut>; text?: string; onBack: () => void };

/** Words that would be lost by it are a question of their own, to which the same button then answers. */
function SignOut({ leave, text = "", onBack }: SignOutProps) {
  const t = useT();
  const { error, isPending, variables, mutate } = leave;
  const left = error instanceof WordsLeft;
  const anyway = left || variables === true;
  return (
    <Question
      text={anyway ? t.settings.wordsLeft : text}
      error={error && !left ? errorText(error, t) : null}
      onBack={onBack}
    >
      <Button look="danger" wide busy={isPending} onClick={() => mutate(anyway)}>
        {anyway ? t.settings.signOutAnyway : t.settings.signOutAll}
      </Button>
    </Question>
  );
}

/** The only step that nothing brings back, so it takes two deliberate ones. */
function DeleteAccount({ onBack }: { onBack: () => void }) {
  const t = useT();
  const [agreed, setAgreed] = useState(false);
  const remove = useDeleteAccount();
  return (
    <Question text={t.settings.removeText} error={remove.error && errorText(remove.error, t)} onBack={onBack}>
      <label className="mb-2 flex min-h-12 cursor-pointer items-center gap-3 rounded-card bg-card px-4 text-body shadow-soft">
        <input
          type="checkbox"
          checked={agreed}
          onChange={(event) => setAgreed(event.target.checked)}
          className="size-5 shrink-0 accent-accent-fill"
        />
        {t.settings.removeAgree}
      </label>
      <Button look="danger" wide disabled={!agreed} busy={remove.isPending} onClick={() => remove.mutate()}>
        {t.settings.removeConfirm}
      </Button>
    </Question>
  );
}
