// one(task) -> ask(). Runs of a task go one after the other, so that older words never arrive after newer ones; who asks while
// one runs shares the next, which sees whatever was typed until it begins. A run that throws ends itself and nothing else: who
// asked for it hears of it, and the next one runs.

export function oneAtATime(task) {
  let last = Promise.resolve();
  let next = null;

  function begin() {
    next = null;
    last = run();
    return last;
  }
  async function run() {
    return task();
  }
  return function ask() {
    next ??= last.then(begin, begin);
    return next;
  };
}
