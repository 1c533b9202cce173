package dev.outrigger.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads the files that a user names.
final class TextFile {
    private TextFile() {}

    /// @param role what the file is for, such as `schema`
    static String read(Path file, String role) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            throw unreadable(file, role, "there is no such file");
        } catch (AccessDeniedException _) {
            throw unreadable(file, role, "this user may not read it");
        } catch (CharacterCodingException _) {
            throw unreadable(file, role, "it is not text in UTF-8");
        } catch (IOException failure) {
            String reason = Files.isDirectory(file) ? "it is a folder" : failure.getMessage();
            throw unreadable(file, role, reason);
        }
    }

    private static StartFailure unreadable(Path file, String role, String reason) {
        return StartFailure.usage("the " + role + " " + file + " cannot be read: " + reason);
    }
}
