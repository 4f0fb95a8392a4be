import { useState } from 'preact/hooks';
import { type Problem } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, Confirm } from '../../kit';
import { text } from '../../text';

type Answer = Problem['answers'][number];

/** Answers after which nothing leads back are asked for once more. */
const FINAL: ReadonlySet<Answer> = new Set(['deleted', 'delete']);

const wordsOf = (answer: Answer) => text.problems.answers[answer];

const Sure = (props: { answer: Answer; busy: boolean; onYes: () => void; onClose: () => void }) => {
  const words = text.problems.sure;
  const many = props.answer === 'delete';
  return (
    <Confirm
      title={many ? words.title : words.deletedTitle}
      confirm={wordsOf(props.answer).button}
      danger
      busy={props.busy}
      onConfirm={props.onYes}
      onClose={props.onClose}
    >
      <p>{many ? words.text : words.deletedText}</p>
    </Confirm>
  );
};

/** The buttons of a problem that is a question. */
export const Answers = ({ problem, onAnswered }: { problem: Problem; onAnswered: () => void }) => {
  const [sure, setSure] = useState<Answer | null>(null);
  const act = useAction(async (answer: Answer) => {
    await post(`/problems/${problem.id}/answer`, { answer });
    setSure(null);
    showFlag('success', wordsOf(answer).done, text.problems.askedText);
    onAnswered();
  });
  return (
    <div class="row">
      {problem.answers.map((answer) => (
        <Button
          key={answer}
          busy={act.busy && sure === null}
          onClick={() => (FINAL.has(answer) ? setSure(answer) : act.run(answer))}
        >
          {wordsOf(answer).button}
        </Button>
      ))}
      {sure === null ? null : (
        <Sure answer={sure} busy={act.busy} onYes={() => act.run(sure)} onClose={() => setSure(null)} />
      )}
    </div>
  );
};
