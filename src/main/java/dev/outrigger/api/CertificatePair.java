package dev.outrigger.api;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/// Whether a server's key is that of its certificate. With another one it would start, and every
/// client would give up in the handshake.
public final class CertificatePair {
    private static final byte[] ANYTHING = {1, 2, 3};

    private CertificatePair() {}

    /// @throws Exception with what is wrong, also when a file cannot be used at all
    public static void require(Vertx vertx, PemKeyCertOptions files) throws Exception {
        for (KeyManager manager : files.getKeyManagerFactory(vertx).getKeyManagers()) {
            if (manager instanceof X509KeyManager keys) {
                require(keys);
            }
        }
    }

    private static void require(X509KeyManager keys) throws GeneralSecurityException {
        for (String kind : new String[] {"RSA", "EC", "EdDSA"}) {
            String[] names = keys.getServerAliases(kind, null);
            for (String name : names == null ? new String[0] : names) {
                X509Certificate certificate = keys.getCertificateChain(name)[0];
                if (!belongs(keys.getPrivateKey(name), certificate.getPublicKey())) {
                    throw new GeneralSecurityException("the key is not that of the certificate");
                }
            }
        }
    }

    private static boolean belongs(PrivateKey key, PublicKey certified)
            throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        Optional<String> algorithm =
                Stream.of("SHA256withRSA", "SHA256withECDSA", "EdDSA")
                        .filter(each -> each.contains(key.getAlgorithm()))
                        .findFirst();
        if (algorithm.isEmpty()) {
            return true;
        }
        Signature signature = Signature.getInstance(algorithm.get());
        signature.initSign(key);
        signature.update(ANYTHING);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(ANYTHING);
        return signature.verify(signed);
    }
}
