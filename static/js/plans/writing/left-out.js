// What did not come along when something was pasted, in sentences that say what to do.

const SENTENCES = {
  pictures: {
    one: ["1 picture was not pasted.", "Save it as a file, then insert it with the Picture tool."],
    many: ["pictures were not pasted.", "Save them as files, then insert them with the Picture tool."],
  },
  large: {
    one: ["1 picture was not pasted: it is larger than 25 MB.", "Make it smaller, then insert it with the Picture tool."],
    many: ["pictures were not pasted: they are larger than 25 MB.", "Make them smaller, then insert them with the Picture tool."],
  },
  links: {
    one: ["1 link was not pasted; its words were.", "It led to a file, or to a place in the other document."],
    many: ["links were not pasted; their words were.", "They led to files, or to places in the other document."],
  },
  comments: {
    one: ["1 comment was not pasted.", "It is not part of the text: write it as a comment on the section."],
    many: ["comments were not pasted.", "They are not part of the text: write them as comments on the section."],
  },
  embedded: {
    one: ["1 video, drawing or form was not pasted.", "Link to its page instead."],
    many: ["videos, drawings or forms were not pasted.", "Link to their pages instead."],
  },
};
// Where no picture can be sent at all.
const IN_A_SUGGESTION = "A suggestion cannot bring a picture. Write in a comment which picture belongs there.";

export const nothingLeftOut = () => Object.fromEntries(Object.keys(SENTENCES).map((kind) => [kind, 0]));

// [{ head, what }]: a sentence that counts and one that says what to do, for each kind of thing that was left out.
export function leftOutInWords(counts, { takesPictures }) {
  const kinds = Object.keys(SENTENCES).filter((kind) => counts[kind] > 0);
  return kinds.map((kind) => {
    const [head, what] = counts[kind] === 1 ? SENTENCES[kind].one : SENTENCES[kind].many;
    const isPicture = kind === "pictures" || kind === "large";
    return {
      head: counts[kind] === 1 ? head : `${counts[kind]} ${head}`,
      what: isPicture && !takesPictures ? IN_A_SUGGESTION : what,
    };
  });
}
