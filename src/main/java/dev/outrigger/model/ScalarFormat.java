package dev.outrigger.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text formats of AppSync's scalar types.
///
/// They decide about form and, for dates and times, about existence: the 30th of February is not an
/// AWSDate. They do not ask whether a host or a phone number exists.
final class ScalarFormat {
    private static final String OFFSET = "(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?)";
    private static final String DATE = "(\\d{4})-(\\d{2})-(\\d{2})";
    private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?";

    private static final Pattern AWS_DATE = Pattern.compile(DATE + OFFSET + "?");
    private static final Pattern AWS_TIME = Pattern.compile(TIME + OFFSET + "?");
    private static final Pattern AWS_DATE_TIME = Pattern.compile(DATE + "T" + TIME + OFFSET);

    // Groups repeat possessively: Java takes a stack frame for every round of a group that may give
    // back, so a text of some thousand segments would overflow the stack.

    /// The pattern that browsers use for an e-mail field: no quoting, no comments.
    private static final Pattern AWS_EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*+");

    /// A scheme, then something without blanks; `//` only in front of the host.
    private static final Pattern AWS_URL =
            Pattern.compile(
                    "[A-Za-z][A-Za-z0-9+.-]*:(?://)?[^\\s/?#]+(?:/[^\\s/?#]+)*+/?"
                            + "(?:\\?[^\\s#]*)?(?:#\\S*)?");

    private static final Pattern AWS_PHONE = Pattern.compile("\\+?\\d[\\d\\s-]+");

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String IPV4 = BYTE + "(?:\\." + BYTE + "){3}";
    private static final Pattern AWS_IPV4 = Pattern.compile(IPV4 + "(?:/(?:3[0-2]|[12]?\\d))?");
    private static final Pattern IPV4_TAIL = Pattern.compile("(.*:)" + IPV4);
    private static final Pattern IPV6_SUFFIX = Pattern.compile("/(?:12[0-8]|1[01]\\d|\\d{1,2})$");
    private static final Pattern IPV6_GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int IPV6_GROUPS = 8;

    private ScalarFormat() {}

    /// True when `text` has the format of `type`; types without a format accept every text.
    static boolean accepts(Scalar type, String text) {
        return switch (type) {
            case AWS_DATE -> isDated(AWS_DATE.matcher(text));
            case AWS_TIME -> AWS_TIME.matcher(text).matches();
            case AWS_DATE_TIME -> isDated(AWS_DATE_TIME.matcher(text));
            case AWS_EMAIL -> AWS_EMAIL.matcher(text).matches();
            case AWS_URL -> AWS_URL.matcher(text).matches();
            case AWS_PHONE -> AWS_PHONE.matcher(text).matches();
            case AWS_IP_ADDRESS -> AWS_IPV4.matcher(text).matches() || isIpv6(text);
            case ID, STRING, INT, FLOAT, BOOLEAN, AWS_TIMESTAMP, AWS_JSON -> true;
        };
    }

    /// The expression that every text of the type matches as a whole, without what only Java has;
    /// empty for types whose format one expression does not tell.
    static Optional<String> expression(Scalar type) {
        Optional<Pattern> pattern =
                switch (type) {
                    case AWS_DATE -> Optional.of(AWS_DATE);
                    case AWS_TIME -> Optional.of(AWS_TIME);
                    case AWS_DATE_TIME -> Optional.of(AWS_DATE_TIME);
                    case AWS_EMAIL -> Optional.of(AWS_EMAIL);
                    case AWS_URL -> Optional.of(AWS_URL);
                    case AWS_PHONE -> Optional.of(AWS_PHONE);
                    case ID, STRING, INT, FLOAT, BOOLEAN -> Optional.empty();
                    case AWS_TIMESTAMP, AWS_JSON, AWS_IP_ADDRESS -> Optional.empty();
                };
        return pattern.map(found -> found.pattern().replace("*+", "*"));
    }

    /// The type with its format, for a message.
    static String describe(Scalar type) {
        String format =
                switch (type) {
                    case AWS_DATE -> " (YYYY-MM-DD with an optional offset)";
                    case AWS_TIME -> " (hh:mm[:ss[.fff]] with an optional offset)";
                    case AWS_DATE_TIME -> " (YYYY-MM-DDThh:mm[:ss[.fff]] with an offset)";
                    case AWS_EMAIL -> " (local@domain)";
                    case AWS_URL -> " (with a scheme, such as https://example.com)";
                    case AWS_PHONE -> " (digits, blanks and hyphens after an optional +)";
                    case AWS_IP_ADDRESS -> " (IPv4 or IPv6)";
                    case ID, STRING, INT, FLOAT, BOOLEAN, AWS_TIMESTAMP, AWS_JSON -> "";
                };
        return type.typeName() + format;
    }

    private static boolean isDated(Matcher matcher) {
        if (!matcher.matches()) {
            return false;
        }
        try {
            LocalDate.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /// Eight groups, of which one run may be written `::`, the last two possibly as IPv4.
    private static boolean isIpv6(String text) {
        String address = IPV6_SUFFIX.matcher(text).replaceFirst("");
        Matcher mixed = IPV4_TAIL.matcher(address);
        String groups = mixed.matches() ? mixed.group(1) + "0:0" : address;
        int gap = groups.indexOf("::");
        if (gap < 0) {
            return countGroups(groups) == IPV6_GROUPS;
        }
        int before = countGroups(groups.substring(0, gap));
        int after = countGroups(groups.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after < IPV6_GROUPS;
    }

    /// How many groups the text has, or -1 when one of them is not a group.
    private static int countGroups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] groups = text.split(":", -1);
        for (String group : groups) {
            if (!IPV6_GROUP.matcher(group).matches()) {
                return -1;
            }
        }
        return groups.length;
    }
}
