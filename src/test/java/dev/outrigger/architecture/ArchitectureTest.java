package dev.outrigger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.junit.jupiter.api.Test;

/// The directions of the house. A new exception needs a decision record, not an annotation.
class ArchitectureTest {
    private static final String ROOT = "dev.outrigger";
    private static final String[] CORE = {
        ROOT + ".model..",
        ROOT + ".schema..",
        ROOT + ".predicate..",
        ROOT + ".contract..",
        ROOT + ".conflict..",
        ROOT + ".sync.."
    };
    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);
    private static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);

    @Test
    void a1_theCoreKnowsOnlyItselfAndTheLanguage() {
        check(
                classes()
                        .that()
                        .resideInAnyPackage(CORE)
                        .and()
                        .resideOutsideOfPackage(ROOT + ".schema..")
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(CORE)
                                        .or(
                                                resideInAnyPackage(
                                                        "java.lang..",
                                                        "java.math",
                                                        // SHA-256 is a function: record 9.
                                                        "java.nio.charset",
                                                        "java.security",
                                                        "java.time..",
                                                        "java.util",
                                                        "java.util.function",
                                                        "java.util.regex",
                                                        "java.util.stream",
                                                        "org.jspecify.annotations")))
                        .because("the same input must give the same answer"));
        check(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".schema..")
                        .should()
                        .dependOnClassesThat(
                                not(resideInAnyPackage(CORE))
                                        .and(
                                                not(
                                                        resideInAnyPackage(
                                                                "java..",
                                                                "graphql..",
                                                                "org.jspecify.annotations"))))
                        .because("reading a schema needs a parser and nothing else"));
    }

    @Test
    void a2_theCoreNeverAsksForTimeOrChance() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(CORE)
                        .should()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(java.util.UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .dependOnClassesThat(type(java.time.Clock.class))
                        .orShould()
                        .dependOnClassesThat(type(java.util.Random.class))
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.concurrent..", "java.io..", "java.net..")
                        .because("time and chance arrive inside events"));
    }

    @Test
    void a3_adaptersDoNotKnowOneAnother() {
        String[] adapters = {"store", "remote", "api", "advice", "backend"};
        for (String adapter : adapters) {
            for (String other : adapters) {
                if (!adapter.equals(other)) {
                    check(
                            noClasses()
                                    .that()
                                    .resideInAPackage(ROOT + "." + adapter + "..")
                                    .should()
                                    .dependOnClassesThat()
                                    .resideInAPackage(ROOT + "." + other + "..")
                                    .because("adapters touch one outside thing each"));
                }
            }
        }
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + ".app..", ROOT)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + ".app..")
                        .because("wiring is the outermost room"));
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(ROOT + ".replica..", ROOT + ".runtime..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                ROOT + ".store..",
                                ROOT + ".remote..",
                                ROOT + ".api..",
                                ROOT + ".advice..",
                                ROOT + ".backend..",
                                ROOT + ".postgres..",
                                ROOT + ".config..")
                        .because("a port lives with its user, not with its implementer"));
    }

    @Test
    void a4_thereAreNoCircles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void a5_sqlStaysInItsRooms() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                ROOT + ".postgres..",
                                ROOT + ".store..",
                                ROOT + ".backend.table..",
                                ROOT + ".app..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..")
                        .because("no exception of a database leaves the adapter that met it"));
    }

    @Test
    void a6_theCompilerCanCountTheCasesOfTheCore() {
        check(
                classes()
                        .that()
                        .resideInAnyPackage(CORE)
                        .and()
                        .areNotAnonymousClasses()
                        .and()
                        .doNotHaveSimpleName("package-info")
                        .should(beClosed())
                        .because("a new case must break every switch that does not know it"));
    }

    @Test
    void a7_namesSayTheRole() {
        check(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Manager|Helper|Utils|Util|Service|Data|Info)$")
                        .because("such a name hides what the class decides or performs"));
    }

    @Test
    void a8_noOutputAndNoSleepBehindTheBack() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + ".app..", ROOT)
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .because("standard output belongs to the command line"));
        check(
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .orShould()
                        .callMethodWhere(
                                JavaCall.Predicates.target(
                                        HasOwner.Predicates.With.owner(
                                                resideInAPackage("java.util.logging.."))))
                        .because("a sleep hides what is waited for, and logs go one way"));
    }

    @Test
    void a9_theCoreKeepsNoState() {
        check(
                fields().that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(CORE)
                        .should()
                        .beFinal()
                        .because("a decision reads only its arguments"));
    }

    @Test
    void a10_vertxStaysAtTheEdges() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                ROOT + ".runtime..",
                                ROOT + ".remote..",
                                ROOT + ".api..",
                                ROOT + ".backend.graphql..",
                                ROOT + ".graphql.transport..",
                                ROOT + ".app..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.vertx..")
                        .because("what decides and what stores can run on any thread"));
    }

    @Test
    void a11_twoProgramsShareOneContract() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".backend..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                ROOT + ".sync..",
                                ROOT + ".replica..",
                                ROOT + ".runtime..",
                                ROOT + ".store..",
                                ROOT + ".remote..",
                                ROOT + ".api..",
                                ROOT + ".advice..")
                        .because("the backend knows nothing of replicas"));
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                ROOT + ".sync..",
                                ROOT + ".replica..",
                                ROOT + ".runtime..",
                                ROOT + ".store..",
                                ROOT + ".remote..",
                                ROOT + ".api..",
                                ROOT + ".advice..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + ".backend..")
                        .because("a replica knows a backend only by the contract"));
    }

    @Test
    void a12_fakesAreWrittenByHand() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.mockito..")
                .because("a fake keeps a contract, a mock repeats the code")
                .check(ALL);
    }

    @Test
    void a13_theOrderOfTheCoreHolds() {
        for (int earlier = 0; earlier < CORE.length; earlier++) {
            for (int later = earlier + 1; later < CORE.length; later++) {
                check(
                        noClasses()
                                .that()
                                .resideInAPackage(CORE[earlier])
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(CORE[later])
                                .because("each room of the core uses only those before it"));
            }
        }
    }

    @Test
    void a14_whatACallerMayDoIsDecidedWithoutLookingAround() {
        check(
                classes()
                        .that()
                        .resideInAPackage(ROOT + ".backend.authorization..")
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(CORE)
                                        .or(
                                                resideInAnyPackage(
                                                        ROOT + ".backend.authorization..",
                                                        ROOT + ".backend.identity..",
                                                        ROOT + ".json..",
                                                        "java.lang..",
                                                        "java.util",
                                                        "java.util.function",
                                                        "java.util.stream",
                                                        "org.jspecify.annotations")))
                        .because("the same caller and item must get the same decision"));
    }

    @Test
    void a15_graphQlIsSharedByProgramsThatItDoesNotKnow() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".graphql..")
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage(ROOT + "..")
                                        .and(
                                                not(
                                                        resideInAnyPackage(
                                                                ROOT + ".graphql..",
                                                                ROOT + ".model..",
                                                                ROOT + ".predicate..",
                                                                ROOT + ".contract..",
                                                                ROOT + ".json..",
                                                                ROOT + ".telemetry.."))))
                        .because("sidecar and backend speak one GraphQL about items of their own"));
    }

    /// The order of a `Map.of` is another one in each process, and so would be that of the text.
    @Test
    void a16_membersOfAnswersAndEventsHaveOneOrder() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                ROOT + ".api..", ROOT + ".graphql.transport..", ROOT + ".runtime..")
                        .should()
                        .callMethodWhere(
                                DescribedPredicate.describe(
                                        "it is Map.of with several members",
                                        ArchitectureTest::ordersAnew))
                        .because("dev.outrigger.json.Members keeps it"));
    }

    private static boolean ordersAnew(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(java.util.Map.class)
                && call.getTarget().getName().equals("of")
                && call.getTarget().getRawParameterTypes().size() > 2;
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }

    /// A record, an enum, a sealed interface, or final. An interface with one method is a function
    /// that the caller brings.
    private static ArchCondition<JavaClass> beClosed() {
        return new ArchCondition<>("be a record, an enum, sealed, final or a function") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean closed =
                        item.isRecord()
                                || item.isEnum()
                                || item.getModifiers().contains(JavaModifier.FINAL)
                                || item.reflect().isSealed()
                                || item.isAnnotatedWith(FunctionalInterface.class);
                events.add(
                        new SimpleConditionEvent(
                                item,
                                closed,
                                item.getName() + (closed ? " is" : " is not") + " closed"));
            }
        };
    }

    /// Shows that the rules can fail: they name classes that break them.
    @Test
    void rulesSeeAViolation() {
        ArchRule planted =
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".runtime..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("io.vertx.."));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> planted.check(MAIN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SyncVerticle");
    }
}
