package dev.outrigger.contract;

/// One GraphQL operation, ready to be sent.
///
/// @param field its only root field, such as `syncPosts`: the answer is found at `data.<field>`
/// @param document the text; the operation in it is named `operation`, as Amplify's clients do
public record Operation(String field, String document) {
    /// The same with one more argument of its root field, which the variable of its name passes.
    public Operation with(Call.Argument argument) {
        String head = document.substring(0, document.indexOf('{'));
        String root = document.substring(head.length());
        return new Operation(
                field,
                inParentheses(head, "operation", "$" + argument.name() + ": " + argument.type())
                        + inParentheses(root, field, argument.name() + ": $" + argument.name()));
    }

    /// Puts `added` first into the parentheses behind a word, which may have none yet.
    private static String inParentheses(String text, String word, String added) {
        int end = text.indexOf(word) + word.length();
        String rest =
                text.startsWith("(", end)
                        ? ", " + text.substring(end + 1)
                        : ")" + text.substring(end);
        return text.substring(0, end) + "(" + added + rest;
    }
}
