import { Button } from "@mantine/core";
import { IconPencil, IconTrash, type Icon } from "@tabler/icons-react";
import type { Column } from "./columns";
import classes from "./RowActions.module.css";

export interface RowAction {
  /** One word; a narrow table shows only the icon. */
  word: string;
  icon: Icon;
  /** What it does and to which row, for who hears it read. */
  label: string;
  onClick: () => void;
  busy?: boolean;
}

/** An action that opens a row for changing it. */
export const changing = (word: string, label: string, onClick: () => void): RowAction => ({
  word,
  icon: IconPencil,
  label,
  onClick,
});

/** An action that removes a row, after a question. */
export const removing = (word: string, label: string, onClick: () => void): RowAction => ({
  word,
  icon: IconTrash,
  label,
  onClick,
});

/** An icon as a button, and what stands left and right of a cell. */
const [ICON_REM, BESIDE_REM] = [2, 1.4];

interface ActionsColumn<T> {
  head: string;
  width: string;
  /** As many as a row has at most. */
  most: number;
  of: (row: T) => readonly RowAction[];
}

/** The column of what can be done with each row. */
export const actionsColumn = <T,>({ head, width, most, of }: ActionsColumn<T>): Column<T> => ({
  id: "actions",
  head,
  width,
  narrow: `${most * ICON_REM + BESIDE_REM}rem`,
  align: "end",
  cell: (row) => (
    <span className={classes.actions}>
      {of(row).map((action) => (
        <Button
          key={action.word}
          size="compact-xs"
          variant="subtle"
          aria-label={action.label}
          title={action.label}
          data-busy={action.busy === true || undefined}
          onClick={action.onClick}
        >
          <action.icon className={classes.icon} size={15} aria-hidden />
          <span className={classes.word}>{action.word}</span>
        </Button>
      ))}
    </span>
  ),
});
