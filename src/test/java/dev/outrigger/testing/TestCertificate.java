package dev.outrigger.testing;

import io.vertx.core.net.PemKeyCertOptions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A new self-made certificate for `127.0.0.1`, as the two PEM files that a server takes.
///
/// @param certificate which also is the authority that clients have to trust
/// @param key its private key
public record TestCertificate(Path certificate, Path key) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "test";

    /// @param folder where the files are written
    public static TestCertificate in(Path folder) {
        try {
            KeyStore keys = generated(folder.resolve("keys.p12"));
            return new TestCertificate(
                    Files.writeString(
                            folder.resolve("cert.pem"),
                            pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded())),
                    Files.writeString(
                            folder.resolve("key.pem"),
                            pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD).getEncoded())));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (GeneralSecurityException | InterruptedException problem) {
            throw new IllegalStateException("no certificate was made", problem);
        }
    }

    /// What a Vert.x server is given.
    public PemKeyCertOptions identity() {
        return new PemKeyCertOptions()
                .setCertPath(certificate.toString())
                .setKeyPath(key.toString());
    }

    /// What a Java client is given to trust the server.
    public SSLContext trusted() {
        return trusted(new KeyManager[0]);
    }

    /// As [#trusted()], of a client that shows a certificate of its own.
    ///
    /// @param own in another folder
    public SSLContext trustedShowing(TestCertificate own) {
        try (InputStream content = Files.newInputStream(own.store())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(content, PASSWORD);
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            return trusted(managers.getKeyManagers());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException("the certificate cannot be shown", problem);
        }
    }

    private Path store() {
        return certificate.resolveSibling("keys.p12");
    }

    private SSLContext trusted(KeyManager[] shown) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            Certificate authority =
                    CertificateFactory.getInstance("X.509").generateCertificate(pem);
            KeyStore authorities = KeyStore.getInstance("PKCS12");
            authorities.load(null, null);
            authorities.setCertificateEntry(ALIAS, authority);
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown, trust.getTrustManagers(), null);
            return context;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException("the certificate cannot be trusted", problem);
        }
    }

    private static KeyStore generated(Path store)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process =
                new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .inheritIO()
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool ended with " + process.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, PASSWORD);
        }
        return keys;
    }

    private static String pem(String label, byte[] content) {
        String lines = Base64.getMimeEncoder().encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, lines);
    }
}
