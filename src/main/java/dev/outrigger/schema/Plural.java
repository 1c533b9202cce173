package dev.outrigger.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// English plurals by the rules of the npm package pluralize 8.0 (MIT licence, Blake Embrey), which
/// Amplify names its operations with: a client asks for `syncPeople`, so we must answer to it.
///
/// Right English is not the aim: `Schema` becomes `Schemata`, as it does there.
final class Plural {
    /// One entry of the table: the first group and the second may be used in the replacement.
    private record Rule(Pattern pattern, String replacement) {
        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), replacement);
        }
    }

    private static final Map<String, String> IRREGULAR =
            pairs(
                    "i we, me us, he they, she they, them them, myself ourselves, yourself"
                        + " yourselves, itself themselves, herself themselves, himself themselves,"
                        + " themself themselves, is are, was were, has have, this these, that"
                        + " those, echo echoes, dingo dingoes, volcano volcanoes, tornado"
                        + " tornadoes, torpedo torpedoes, genus genera, viscus viscera, stigma"
                        + " stigmata, stoma stomata, dogma dogmata, lemma lemmata, schema schemata,"
                        + " anathema anathemata, ox oxen, axe axes, die dice, yes yeses, foot feet,"
                        + " eave eaves, goose geese, tooth teeth, quiz quizzes, human humans, proof"
                        + " proofs, carve carves, valve valves, looey looies, thief thieves, groove"
                        + " grooves, pickaxe pickaxes, passerby passersby");

    private static final Set<String> UNCOUNTABLE =
            Set.of(
                    ("adulthood advice agenda aid aircraft alcohol ammo analytics anime athletics"
                         + " audio bison blood bream buffalo butter carp cash chassis chess"
                         + " clothing cod commerce cooperation corps debris diabetes digestion elk"
                         + " energy equipment excretion expertise firmware flounder fun gallows"
                         + " garbage graffiti hardware headquarters health herpes highjinks"
                         + " homework housework information jeans justice kudos labour literature"
                         + " machinery mackerel mail media mews moose music mud manga news only"
                         + " personnel pike plankton pliers police pollution premises rain research"
                         + " rice salmon scissors series sewage shambles shrimp software species"
                         + " staff swine tennis traffic transportation trout tuna wealth welfare"
                         + " whiting wildebeest wildlife you")
                            .split(" "));

    /// The last one that matches decides.
    private static final List<Rule> RULES =
            List.of(
                    Rule.of("s?$", "s"),
                    Rule.of("[^\\x00-\\x7F]$", "$0"),
                    Rule.of("([^aeiou]ese)$", "$1"),
                    Rule.of("(ax|test)is$", "$1es"),
                    Rule.of("(alias|[^aou]us|t[lm]as|gas|ris)$", "$1es"),
                    Rule.of("(e[mn]u)s?$", "$1s"),
                    Rule.of("([^l]ias|[aeiou]las|[ejzr]as|[iu]am)$", "$1"),
                    Rule.of(
                            "(alumn|syllab|vir|radi|nucle|fung|cact|stimul|termin|bacill|foc|uter"
                                    + "|loc|strat)(?:us|i)$",
                            "$1i"),
                    Rule.of("(alumn|alg|vertebr)(?:a|ae)$", "$1ae"),
                    Rule.of("(seraph|cherub)(?:im)?$", "$1im"),
                    Rule.of("(her|at|gr)o$", "$1oes"),
                    Rule.of(
                            "(agend|addend|millenni|dat|extrem|bacteri|desiderat|strat|candelabr"
                                    + "|errat|ov|symposi|curricul|automat|quor)(?:a|um)$",
                            "$1a"),
                    Rule.of(
                            "(apheli|hyperbat|periheli|asyndet|noumen|phenomen|criteri|organ"
                                    + "|prolegomen|hedr|automat)(?:a|on)$",
                            "$1a"),
                    Rule.of("sis$", "ses"),
                    Rule.of("(?:(kni|wi|li)fe|(ar|l|ea|eo|oa|hoo)f)$", "$1$2ves"),
                    Rule.of("([^aeiouy]|qu)y$", "$1ies"),
                    Rule.of("([^ch][ieo][ln])ey$", "$1ies"),
                    Rule.of("(x|ch|ss|sh|zz)$", "$1es"),
                    Rule.of("(matr|cod|mur|sil|vert|ind|append)(?:ix|ex)$", "$1ices"),
                    Rule.of("\\b((?:tit)?m|l)(?:ice|ouse)$", "$1ice"),
                    Rule.of("(pe)(?:rson|ople)$", "$1ople"),
                    Rule.of("(child)(?:ren)?$", "$1ren"),
                    Rule.of("eaux$", "$0"),
                    Rule.of("m[ae]n$", "men"),
                    Rule.of("^thou$", "you"),
                    Rule.of("pok[e\u00e9]mon$", "$0"),
                    Rule.of("[^aeiou]ese$", "$0"),
                    Rule.of("deer$", "$0"),
                    Rule.of("fish$", "$0"),
                    Rule.of("measles$", "$0"),
                    Rule.of("o[iu]s$", "$0"),
                    Rule.of("pox$", "$0"),
                    Rule.of("sheep$", "$0"));

    private Plural() {}

    /// The plural of a name, in the name's own case.
    static String of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (IRREGULAR.containsValue(lower)) {
            return inCaseOf(word, lower);
        }
        String irregular = IRREGULAR.get(lower);
        if (irregular != null) {
            return inCaseOf(word, irregular);
        }
        return UNCOUNTABLE.contains(lower) ? word : byRule(word);
    }

    private static String byRule(String word) {
        return RULES.reversed().stream()
                .map(rule -> new Attempt(rule.pattern().matcher(word), rule.replacement()))
                .filter(attempt -> attempt.ending().find())
                .findFirst()
                .map(attempt -> replaced(word, attempt.ending(), attempt.replacement()))
                .orElse(word);
    }

    private record Attempt(Matcher ending, String replacement) {}

    private static String replaced(String word, Matcher ending, String replacement) {
        String plural = replacement;
        for (int group = 0; group <= 2; group++) {
            boolean matched = group <= ending.groupCount() && ending.group(group) != null;
            plural = plural.replace("$" + group, matched ? ending.group(group) : "");
        }
        String found = ending.group();
        String model = found.isEmpty() ? word.substring(ending.start() - 1) : found;
        return word.substring(0, ending.start())
                + inCaseOf(model, plural)
                + word.substring(ending.end());
    }

    /// `text` in lower case, upper case or with a capital, as `model` is written.
    private static String inCaseOf(String model, String text) {
        if (model.equals(text)) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (model.equals(model.toLowerCase(Locale.ROOT))) {
            return lower;
        }
        if (model.equals(model.toUpperCase(Locale.ROOT))) {
            return text.toUpperCase(Locale.ROOT);
        }
        return Character.isUpperCase(model.charAt(0)) ? Names.upperFirst(lower) : lower;
    }

    private static Map<String, String> pairs(String text) {
        return Pattern.compile(",\\s*")
                .splitAsStream(text)
                .map(pair -> pair.split(" "))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }
}
