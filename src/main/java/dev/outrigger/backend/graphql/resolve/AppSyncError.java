package dev.outrigger.backend.graphql.resolve;

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
final class AppSyncError implements GraphQLError {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final @Nullable List<Object> path;
    private final @Nullable List<SourceLocation> locations;
    private final @Nullable ErrorType errorType;
    private final @Nullable Map<String, @Nullable Object> data;

    /// Where an error belongs in the request and in the answer.
    ///
    /// @param path null for errors of the whole request
    record Place(@Nullable List<Object> path, @Nullable List<SourceLocation> locations) {
        static final Place NOWHERE = new Place(null, null);
    }

    private AppSyncError(
            String message,
            Place place,
            @Nullable ErrorType errorType,
            @Nullable Map<String, @Nullable Object> data) {
        this.message = message;
        this.path = place.path();
        this.locations = place.locations();
        this.errorType = errorType;
        this.data = data;
    }

    /// An error of a resolver.
    static AppSyncError of(ErrorType type, String message, Place place) {
        return new AppSyncError(message, place, type, null);
    }

    /// An error of a document or its variables, which has no type.
    static AppSyncError untyped(String message, Place place) {
        return new AppSyncError(message, place, null, null);
    }

    /// The same error with the item that the client should know of.
    AppSyncError withData(Map<String, @Nullable Object> item) {
        return new AppSyncError(message, new Place(path, locations), errorType, item);
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
