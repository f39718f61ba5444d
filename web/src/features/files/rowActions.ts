/** What a swipe uncovers under a row: the two that its menu is opened for most. */
import { Star, StarOff, Trash2 } from "lucide-react";
import type { SwipeAction } from "@/components/Swipe";
import { useFilesT } from "@/lib/i18n/files";
import { useDeeds } from "./changes";
import type { ItemProps } from "./NodeRow";

export function useRowActions({ node, onGone }: Pick<ItemProps, "node" | "onGone">): SwipeAction[] {
  const words = useFilesT().select;
  const deeds = useDeeds();
  const trash = () => {
    onGone([node.id]);
    void deeds.trash([node]);
  };
  return [
    {
      icon: node.favourite ? StarOff : Star,
      label: node.favourite ? words.unfavourite : words.favourite,
      tone: "accent",
      run: () => void deeds.favourite([node], !node.favourite),
    },
    { icon: Trash2, label: words.trash, tone: "bad", run: trash },
  ];
}
