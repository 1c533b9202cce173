package dev.outrigger.graphql.execution;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An error in AppSync's form: `errorType`, `data` and `errorInfo` stand beside `message`, not
/// under `extensions`, since Amplify's JavaScript client looks for them there.
@SuppressWarnings("serial")
public final class AppSyncError implements GraphQLError {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final @Nullable List<Object> path;
    private final @Nullable List<SourceLocation> locations;
    private final @Nullable ErrorType errorType;
    private final @Nullable Map<String, @Nullable Object> data;
    private final @Nullable Map<String, Object> extensions;

    /// Where an error belongs in the request and in the answer.
    ///
    /// @param path null for errors of the whole request
    public record Place(@Nullable List<Object> path, @Nullable List<SourceLocation> locations) {
        public static final Place NOWHERE = new Place(null, null);
    }

    /// What an error tells beside its message.
    private record Details(
            @Nullable Map<String, @Nullable Object> data,
            @Nullable Map<String, Object> extensions) {
        static final Details NONE = new Details(null, null);
    }

    private AppSyncError(
            String message, Place place, @Nullable ErrorType errorType, Details details) {
        this.message = message;
        this.path = place.path();
        this.locations = place.locations();
        this.errorType = errorType;
        this.data = details.data();
        this.extensions = details.extensions();
    }

    /// An error of a resolver.
    public static AppSyncError of(ErrorType type, String message, Place place) {
        return new AppSyncError(message, place, type, Details.NONE);
    }

    /// An error of a document or its variables, which has no type.
    static AppSyncError untyped(String message, Place place) {
        return new AppSyncError(message, place, null, Details.NONE);
    }

    /// The same error with the item that the client should know of.
    public AppSyncError withData(Map<String, @Nullable Object> item) {
        return with(new Details(item, extensions));
    }

    /// The same error with members for programs that read the standard's own place for them.
    public AppSyncError withExtensions(Map<String, Object> members) {
        return with(new Details(data, members));
    }

    private AppSyncError with(Details details) {
        return new AppSyncError(message, new Place(path, locations), errorType, details);
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public List<SourceLocation> getLocations() {
        return locations == null ? List.of() : locations;
    }

    @Override
    public ErrorClassification getErrorType() {
        return graphql.ErrorType.DataFetchingException;
    }

    @Override
    public @Nullable List<Object> getPath() {
        return path;
    }

    @Override
    public @Nullable Map<String, Object> getExtensions() {
        return extensions;
    }

    @Override
    public Map<String, @Nullable Object> toSpecification() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("path", path);
        if (errorType != null) {
            keys.put("data", data);
            keys.put("errorType", errorType.word());
            keys.put("errorInfo", null);
        }
        keys.put(
                "locations",
                locations == null ? null : locations.stream().map(AppSyncError::keys).toList());
        keys.put("message", message);
        if (extensions != null) {
            keys.put("extensions", extensions);
        }
        return keys;
    }

    private static Map<String, @Nullable Object> keys(SourceLocation location) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("line", location.getLine());
        keys.put("column", location.getColumn());
        keys.put("sourceName", null);
        return keys;
    }
}
