package dev.outrigger.schema;

import dev.outrigger.model.Generation;
import dev.outrigger.model.OperationNames;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What Amplify calls the operations of a model that names none itself.
final class StandardNames {
    /// AppSync takes no longer name of a subscription, so Amplify shortens those.
    private static final int LONGEST_SUBSCRIPTION = 50;

    private static final int KEPT = 45;
    private static final int DISTINCTION = 5;

    private StandardNames() {}

    static OperationNames of(String model, Generation generation) {
        String plural = Plural.of(Names.upperFirst(model));
        OperationNames names = OperationNames.standard(model, plural);
        OperationNames.Subscriptions subscriptions = names.subscriptions();
        return switch (generation) {
            case FIRST ->
                    new OperationNames(
                            names.get(),
                            "list" + Names.upperFirst(model) + "s",
                            names.sync(),
                            names.mutations(),
                            subscriptions);
            case SECOND ->
                    new OperationNames(
                            names.get(),
                            names.list(),
                            names.sync(),
                            names.mutations(),
                            new OperationNames.Subscriptions(
                                    shortened(subscriptions.onCreate()),
                                    shortened(subscriptions.onUpdate()),
                                    shortened(subscriptions.onDelete()),
                                    subscriptions.level()));
        };
    }

    private static List<String> shortened(List<String> names) {
        return names.stream().map(StandardNames::shortened).toList();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_SUBSCRIPTION
                ? name
                : name.substring(0, KEPT) + digest(name).substring(0, DISTINCTION);
    }

    private static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }
}
