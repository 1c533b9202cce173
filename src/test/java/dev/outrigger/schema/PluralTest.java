package dev.outrigger.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluralTest {
    /// What the npm package pluralize 8.0.0 answered for these words.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Post=Posts Inventory=Inventories Person=People SalesPerson=SalesPeople",
                "Bakery=Bakeries Category=Categories ProductCategory=ProductCategories",
                "Child=Children Grandchild=Grandchildren Status=Statuses OrderStatus=OrderStatuses",
                "Box=Boxes Inbox=Inboxes Bus=Buses Datum=Data Fish=Fish Goldfish=Goldfish",
                "Customer=Customers ReadOnly=ReadOnlies Renamed=Renameds NoSubs=NoSubs",
                "Stamps=Stamps PostTags=PostTags Everything=Everythings T=TS URL=URLS API=APIS",
                "Quiz=Quizzes Hero=Heroes Echo=Echoes Potato=Potatoes Photo=Photos",
                "Analysis=Analyses Basis=Bases Test=Tests Axis=Axes Alias=Aliases",
                "Address=Addresses Class=Classes Knife=Knives Wife=Wives Leaf=Leaves",
                "Shelf=Shelves Wolf=Wolves Proof=Proofs Roof=Roofs Matrix=Matrices Index=Indices",
                "Vertex=Vertices Mouse=Mice House=Houses Woman=Women Human=Humans Man=Men",
                "Sheep=Sheep Deer=Deer Series=Series Species=Species News=News",
                "Equipment=Equipment Information=Information Software=Software Media=Media",
                "Data=Data Criterion=Criteria Phenomenon=Phenomena Curriculum=Curricula",
                "Stadium=Stadiums Virus=Viri Octopus=Octopuses Cactus=Cacti Menu=Menus",
                "Atlas=Atlases Gas=Gases Iris=Irises Quality=Qualities Day=Days Key=Keys",
                "Monkey=Monkeys Journey=Journeys Money=Monies Buzz=Buzzes Quizzes=Quizzes",
                "People=People Children=Children Tooth=Teeth Foot=Feet Goose=Geese Ox=Oxen",
                "Axe=Axes Schema=Schemata Stigma=Stigmata Genus=Genera Thief=Thieves This=These",
                "Chinese=Chinese Japanese=Japanese Pokemon=Pokemon Chickpox=Chickpox Staff=Staff",
                "Energy=Energy Homework=Homework Bureaux=Bureaux Alumnus=Alumni",
                "Vertebra=Vertebrae Cherub=Cherubim Tomato=Tomatoes Zero=Zeros Video=Videos",
                "Company=Companies Boy=Boys Soliloquy=Soliloquies Photography=Photographies",
                "Thou=You BOX=BOXES PERSON=PEOPLE CITY=CITIES box=boxes person=people",
                "Post_Tag=Post_Tags A=AS Passerby=Passersby Die=Dice Life=Lives Half=Halves",
                "Gulf=Gulves Calf=Calves Hoof=Hooves Loaf=Loaves Ellipsis=Ellipses Bias=Bias",
                "Canvas=Canvas Dogma=Dogmata Bacterium=Bacteria Forum=Forums Automaton=Automata"
            })
    void isThatOfThePackageThatNamesAmplifysOperations(String pairs) {
        for (String pair : pairs.split(" ")) {
            String[] words = pair.split("=");
            assertThat(Plural.of(words[0])).as(words[0]).isEqualTo(words[1]);
        }
    }
}
