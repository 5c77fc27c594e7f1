"""Who said what: sentences in every shape that news gives to an attribution, through the whole reader.

Every row gives the attributed claims of a text: the words that name the source, the act, the words of the content.
"""

from __future__ import annotations

import pytest

from quoth.model import Document
from quoth.reading import read

Told = tuple[str, str, str]

ATTRIBUTED: list[tuple[str, str, list[Told]]] = [
    (
        "nl",
        "‘De brug is volledig verwoest’, zei de gouverneur van Charkiv.",
        [("de gouverneur van Charkiv", "states", "De brug is volledig verwoest")],
    ),
    (
        "nl",
        "Generaal Syrsky verklaarde: ‘Onze troepen hebben het dorp verlaten.’",
        [("Generaal Syrsky", "states", "Onze troepen hebben het dorp verlaten")],
    ),
    (
        "nl",
        "‘De stad houdt stand’, zei president Zelensky maandag, ‘maar de toestand is ernstig.’",
        [
            ("president Zelensky", "states", "De stad houdt stand"),
            ("president Zelensky", "states", "de toestand is ernstig"),
        ],
    ),
    (
        "nl",
        "Het Russische ministerie van Defensie meldt dat zijn leger het dorp Robotyne heeft ingenomen.",
        [("Het Russische ministerie van Defensie", "states", "zijn leger het dorp Robotyne heeft ingenomen")],
    ),
    (
        "nl",
        "Zaterdag maakte de Oekraïense generale staf bekend dat er negen aanvallen zijn afgeslagen.",
        [("de Oekraïense generale staf", "states", "er negen aanvallen zijn afgeslagen")],
    ),
    (
        "nl",
        "Bij de beschieting van Cherson zijn drie mensen omgekomen, meldt de gouverneur.",
        [("de gouverneur", "states", "Bij de beschieting van Cherson zijn drie mensen omgekomen")],
    ),
    (
        "nl",
        "De spoorlijn ligt stil, zo meldt het Oekraïense leger.",
        [("het Oekraïense leger", "states", "De spoorlijn ligt stil")],
    ),
    (
        "nl",
        "De centrale werkt weer, aldus president Zelensky.",
        [("president Zelensky", "states", "De centrale werkt weer")],
    ),
    (
        "nl",
        "Volgens het Britse ministerie van Defensie trekken de troepen zich terug uit Lyman.",
        [("het Britse ministerie van Defensie", "states", "trekken de troepen zich terug uit Lyman")],
    ),
    (
        "nl",
        "De troepen trekken zich volgens het Britse ministerie van Defensie terug uit Lyman.",
        [
            (
                "het Britse ministerie van Defensie",
                "states",
                "De troepen trekken zich volgens het Britse ministerie van Defensie terug uit Lyman",
            )
        ],
    ),
    (
        "nl",
        "De troepen trekken zich terug uit Lyman, volgens het Britse ministerie van Defensie.",
        [("het Britse ministerie van Defensie", "states", "De troepen trekken zich terug uit Lyman")],
    ),
    (
        "nl",
        "Door het Russische ministerie van Defensie werd gemeld dat de stad was ingenomen.",
        [("het Russische ministerie van Defensie", "states", "de stad was ingenomen")],
    ),
    (
        "nl",
        "De terugtrekking werd door de Oekraïense generale staf bevestigd.",
        [("de Oekraïense generale staf", "confirms", "De terugtrekking")],
    ),
    (
        "nl",
        "Oekraïne beschuldigt Rusland van het opblazen van de dam.",
        [("Oekraïne", "accuses", "het opblazen van de dam")],
    ),
    (
        "nl",
        "Kiev beschuldigt Moskou ervan dat het de dam heeft opgeblazen.",
        [("Kiev", "accuses", "het de dam heeft opgeblazen")],
    ),
    (
        "nl",
        "Het Kremlin ontkent dat Russische soldaten de school hebben beschoten.",
        [("Het Kremlin", "denies", "Russische soldaten de school hebben beschoten")],
    ),
    (
        "nl",
        "De burgemeester sprak tegen dat de stad omsingeld was.",
        [("De burgemeester", "denies", "de stad omsingeld was")],
    ),
    (
        "nl",
        "Het Russische ministerie van Defensie weigerde te zeggen hoeveel soldaten zijn gesneuveld.",
        [("Het Russische ministerie van Defensie", "declines", "hoeveel soldaten zijn gesneuveld")],
    ),
    (
        "nl",
        "President Zelensky riep de inwoners van Cherson op de stad te verlaten.",
        [("President Zelensky", "calls", "de stad te verlaten")],
    ),
    (
        "nl",
        "De gouverneur drong erop aan dat iedereen het gebied verlaat.",
        [("De gouverneur", "calls", "iedereen het gebied verlaat")],
    ),
    (
        "nl",
        "De gouverneur sprak van een zware beschieting van de haven.",
        [("De gouverneur", "states", "een zware beschieting van de haven")],
    ),
    (
        "nl",
        "Russisch ministerie van Defensie: ‘Wij hebben het dorp Robotyne ingenomen.’",
        [("Russisch ministerie van Defensie", "states", "Wij hebben het dorp Robotyne ingenomen")],
    ),
    (
        "nl",
        "Zelensky: Oekraïense troepen hebben Balaklija heroverd",
        [("Zelensky", "states", "Oekraïense troepen hebben Balaklija heroverd")],
    ),
    (
        "nl",
        "Oekraïense troepen heroveren Balaklija, zegt Zelensky",
        [("Zelensky", "states", "Oekraïense troepen heroveren Balaklija")],
    ),
    (
        "nl",
        "De troepen hebben het dorp Robotyne verlaten. Dat meldt de Oekraïense generale staf.",
        [("de Oekraïense generale staf", "states", "De troepen hebben het dorp Robotyne verlaten")],
    ),
    (
        "nl",
        "Bij de aanval op Odessa zijn vier mensen omgekomen. Dat heeft de gouverneur dinsdag gezegd.",
        [("de gouverneur", "states", "Bij de aanval op Odessa zijn vier mensen omgekomen")],
    ),
    (
        "nl",
        "De gouverneur zei: ‘De haven is geraakt. Twee mensen zijn gedood.’",
        [("De gouverneur", "states", "De haven is geraakt"), ("De gouverneur", "states", "Twee mensen zijn gedood")],
    ),
    (
        "nl",
        "‘De haven is geraakt’, zei de gouverneur. ‘Twee mensen zijn gedood.’",
        [("de gouverneur", "states", "De haven is geraakt"), ("de gouverneur", "states", "Twee mensen zijn gedood")],
    ),
    (
        "nl",
        "De Oekraïense generale staf en de gouverneur van Cherson melden dat de haven is beschoten.",
        [
            ("De Oekraïense generale staf", "states", "de haven is beschoten"),
            ("de gouverneur van Cherson", "states", "de haven is beschoten"),
        ],
    ),
    (
        "nl",
        "President Zelensky sprak maandag met de pers. Hij zei dat Bachmoet niet is gevallen.",
        [("President Zelensky", "states", "Bachmoet niet is gevallen")],
    ),
    (
        "nl",
        "Oekraïens vicepremier Iryna Veresjtsjoek bezocht Cherson. Zij zei dat de evacuatie begonnen is.",
        [("Oekraïens vicepremier Iryna Veresjtsjoek", "states", "de evacuatie begonnen is")],
    ),
    (
        "nl",
        "Zoals het Oekraïense leger meldde, is het dorp heroverd.",
        [("het Oekraïense leger", "states", "is het dorp heroverd")],
    ),
    (
        "nl",
        "De burgemeester van Marioepol heeft bevestigd dat het ziekenhuis is geraakt.",
        [("De burgemeester van Marioepol", "confirms", "het ziekenhuis is geraakt")],
    ),
    (
        "nl",
        "Moskou zegt dat het dorp is ingenomen en dat de brug is verwoest.",
        [("Moskou", "states", "het dorp is ingenomen"), ("Moskou", "states", "de brug is verwoest")],
    ),
    (
        "nl",
        "De haven is beschoten, luidt het bij de Oekraïense generale staf.",
        [("de Oekraïense generale staf", "states", "De haven is beschoten")],
    ),
    (
        "nl",
        "Het Russische leger beweert het dorp Robotyne te hebben ingenomen.",
        [("Het Russische leger", "states", "het dorp Robotyne te hebben ingenomen")],
    ),
    (
        "nl",
        "President Zelensky waarschuwt dat Rusland een nieuw offensief voorbereidt.",
        [("President Zelensky", "predicts", "Rusland een nieuw offensief voorbereidt")],
    ),
    (
        "en",
        "“The bridge has been destroyed,” the governor of Kharkiv said.",
        [("the governor of Kharkiv", "states", "The bridge has been destroyed")],
    ),
    (
        "en",
        "“The city is holding,” President Zelenskyy said on Monday, “but the situation is grave.”",
        [
            ("President Zelenskyy", "states", "The city is holding"),
            ("President Zelenskyy", "states", "the situation is grave"),
        ],
    ),
    (
        "en",
        "Russia's defence ministry said that its troops had captured the village of Robotyne.",
        [("Russia's defence ministry", "states", "its troops had captured the village of Robotyne")],
    ),
    (
        "en",
        "Ukraine's General Staff said Russian troops had shelled the port of Odesa.",
        [("Ukraine's General Staff", "states", "Russian troops had shelled the port of Odesa")],
    ),
    (
        "en",
        "Russian troops have shelled the port of Odesa, Ukraine's General Staff said.",
        [("Ukraine's General Staff", "states", "Russian troops have shelled the port of Odesa")],
    ),
    (
        "en",
        "Three people were killed in Kherson, said the governor.",
        [("the governor", "states", "Three people were killed in Kherson")],
    ),
    (
        "en",
        "According to the British Ministry of Defence, the troops are withdrawing from Lyman.",
        [("the British Ministry of Defence", "states", "the troops are withdrawing from Lyman")],
    ),
    (
        "en",
        "The troops are, according to the British Ministry of Defence, withdrawing from Lyman.",
        [
            (
                "the British Ministry of Defence",
                "states",
                "The troops are, according to the British Ministry of Defence, withdrawing from Lyman",
            )
        ],
    ),
    (
        "en",
        "The troops are withdrawing from Lyman, according to the British Ministry of Defence.",
        [("the British Ministry of Defence", "states", "The troops are withdrawing from Lyman")],
    ),
    (
        "en",
        "The withdrawal was confirmed by the Ukrainian General Staff.",
        [("the Ukrainian General Staff", "confirms", "The withdrawal")],
    ),
    ("en", "Ukraine accused Russia of blowing up the dam.", [("Ukraine", "accuses", "blowing up the dam")]),
    (
        "en",
        "The Kremlin denied that Russian soldiers had shelled the school.",
        [("The Kremlin", "denies", "Russian soldiers had shelled the school")],
    ),
    (
        "en",
        "The Russian defence ministry declined to say how many soldiers had died.",
        [("The Russian defence ministry", "declines", "how many soldiers had died")],
    ),
    (
        "en",
        "President Zelenskyy urged the residents of Kherson to leave the city.",
        [("President Zelenskyy", "calls", "the residents of Kherson to leave the city")],
    ),
    (
        "en",
        "Zelenskyy: Ukrainian troops have retaken Balakliia",
        [("Zelenskyy", "states", "Ukrainian troops have retaken Balakliia")],
    ),
    (
        "en",
        "In a statement, the General Staff said that the attack had been repelled.",
        [("the General Staff", "states", "the attack had been repelled")],
    ),
    (
        "en",
        "“The port was hit,” the governor said. “Two people were killed.”",
        [("the governor", "states", "The port was hit"), ("the governor", "states", "Two people were killed")],
    ),
    (
        "en",
        "The General Staff and the governor of Kherson said the port had been shelled.",
        [
            ("The General Staff", "states", "the port had been shelled"),
            ("the governor of Kherson", "states", "the port had been shelled"),
        ],
    ),
    (
        "en",
        "Ukraine's deputy minister Hanna Maliar visited Kharkiv. She said the town of Vovchansk had not fallen.",
        [("Ukraine's deputy minister Hanna Maliar", "states", "the town of Vovchansk had not fallen")],
    ),
    (
        "en",
        "As the Ukrainian military reported, the village has been retaken.",
        [("the Ukrainian military", "states", "the village has been retaken")],
    ),
    (
        "uk",
        "«Міст повністю зруйновано», – сказав губернатор Харківщини.",
        [("губернатор Харківщини", "states", "Міст повністю зруйновано")],
    ),
    (
        "uk",
        "«Ворог обстріляв порт, – пише голова ОВА Олег Кіпер. – Двоє людей загинули».",
        [
            ("голова ОВА Олег Кіпер", "states", "Ворог обстріляв порт"),
            ("голова ОВА Олег Кіпер", "states", "Двоє людей загинули"),
        ],
    ),
    (
        "uk",
        "Міністерство оборони Росії заявило, що російські війська захопили село Роботине.",
        [("Міністерство оборони Росії", "states", "російські війська захопили село Роботине")],
    ),
    ("uk", "Генштаб повідомляє: ворог обстріляв порт Одеси.", [("Генштаб", "states", "ворог обстріляв порт Одеси")]),
    ("uk", "У Генштабі повідомили, що атаку відбито.", [("Генштабі", "states", "атаку відбито")]),
    (
        "uk",
        "Російські війська обстріляли порт Одеси, повідомив Генштаб ЗСУ.",
        [("Генштаб ЗСУ", "states", "Російські війська обстріляли порт Одеси")],
    ),
    (
        "uk",
        "За даними Генштабу ЗСУ, російські війська відійшли з Лимана.",
        [("Генштабу ЗСУ", "states", "російські війська відійшли з Лимана")],
    ),
    (
        "uk",
        "Російські війська відійшли з Лимана, за словами губернатора.",
        [("губернатора", "states", "Російські війська відійшли з Лимана")],
    ),
    ("uk", "Україна звинуватила Росію у підриві дамби.", [("Україна", "accuses", "підриві дамби")]),
    (
        "uk",
        "Кремль заперечив, що російські солдати обстріляли школу.",
        [("Кремль", "denies", "російські солдати обстріляли школу")],
    ),
    (
        "uk",
        "Президент Зеленський закликав мешканців Херсона залишити місто.",
        [("Президент Зеленський", "calls", "мешканців Херсона залишити місто")],
    ),
    ("uk", "У Міноборони РФ відмовилися коментувати втрати.", [("Міноборони РФ", "declines", "втрати")]),
    (
        "uk",
        "Заступниця міністра оборони Ганна Маляр відвідала Харків. Вона сказала, що місто Вовчанськ не впало.",
        [("Заступниця міністра оборони Ганна Маляр", "states", "місто Вовчанськ не впало")],
    ),
    (
        "uk",
        "Зеленський: українські війська звільнили Балаклію",
        [("Зеленський", "states", "українські війська звільнили Балаклію")],
    ),
    ("uk", "Як повідомили у Генштабі ЗСУ, атаку відбито.", [("Генштабі ЗСУ", "states", "атаку відбито")]),
    (
        "ru",
        "«Мост полностью разрушен», — сказал губернатор Херсонской области Владимир Сальдо.",
        [("губернатор Херсонской области Владимир Сальдо", "states", "Мост полностью разрушен")],
    ),
    (
        "ru",
        "«Противник обстрелял порт, — написал губернатор Олег Кипер. — Два человека погибли».",
        [
            ("губернатор Олег Кипер", "states", "Противник обстрелял порт"),
            ("губернатор Олег Кипер", "states", "Два человека погибли"),
        ],
    ),
    (
        "ru",
        "Минобороны России заявило, что российские войска взяли село Работино.",
        [("Минобороны России", "states", "российские войска взяли село Работино")],
    ),
    (
        "ru",
        "Минобороны России сообщает: противник обстрелял порт Бердянска.",
        [("Минобороны России", "states", "противник обстрелял порт Бердянска")],
    ),
    ("ru", "В Генштабе ВСУ сообщили, что атака отбита.", [("Генштабе ВСУ", "states", "атака отбита")]),
    (
        "ru",
        "Российские войска обстреляли порт Одессы, сообщил Генштаб ВСУ.",
        [("Генштаб ВСУ", "states", "Российские войска обстреляли порт Одессы")],
    ),
    (
        "ru",
        "По данным Минобороны России, украинские войска отошли из Красного Лимана.",
        [("Минобороны России", "states", "украинские войска отошли из Красного Лимана")],
    ),
    (
        "ru",
        "Украинские войска отошли из Красного Лимана, по словам губернатора.",
        [("губернатора", "states", "Украинские войска отошли из Красного Лимана")],
    ),
    ("ru", "Украина обвинила Россию в подрыве дамбы.", [("Украина", "accuses", "подрыве дамбы")]),
    (
        "ru",
        "Кремль опроверг, что российские солдаты обстреляли школу.",
        [("Кремль", "denies", "российские солдаты обстреляли школу")],
    ),
    (
        "ru",
        "Президент Зеленский призвал жителей Херсона покинуть город.",
        [("Президент Зеленский", "calls", "жителей Херсона покинуть город")],
    ),
    ("ru", "В Минобороны России отказались комментировать потери.", [("Минобороны России", "declines", "потери")]),
    (
        "ru",
        "Представитель МИД России Мария Захарова выступила в Москве. Она сказала, что переговоры не прекращены.",
        [("Представитель МИД России Мария Захарова", "states", "переговоры не прекращены")],
    ),
    (
        "ru",
        "Зеленский: украинские войска освободили Балаклею",
        [("Зеленский", "states", "украинские войска освободили Балаклею")],
    ),
    ("ru", "Как сообщили в Генштабе ВСУ, атака отбита.", [("Генштабе ВСУ", "states", "атака отбита")]),
    (
        "ru",
        "Генштаб ВСУ и губернатор Херсонской области сообщили, что порт обстрелян.",
        [("Генштаб ВСУ", "states", "порт обстрелян"), ("губернатор Херсонской области", "states", "порт обстрелян")],
    ),
    (
        "uk",
        "Генштаб ЗСУ і губернатор Херсонщини повідомили, що порт обстріляно.",
        [("Генштаб ЗСУ", "states", "порт обстріляно"), ("губернатор Херсонщини", "states", "порт обстріляно")],
    ),
    (
        "uk",
        "Президент Зеленський сказав: «Наші війська тримають Бахмут».",
        [("Президент Зеленський", "states", "Наші війська тримають Бахмут")],
    ),
    (
        "uk",
        "«Порт обстріляно, – сказав губернатор. – Двоє людей загинули».",
        [("губернатор", "states", "Порт обстріляно"), ("губернатор", "states", "Двоє людей загинули")],
    ),
    (
        "ru",
        "Президент Зеленский сказал: «Наши войска держат Бахмут».",
        [("Президент Зеленский", "states", "Наши войска держат Бахмут")],
    ),
    ("ru", "Мэр заявил: «Город не сдан».", [("Мэр", "states", "Город не сдан")]),
    (
        "ru",
        "Москва подтвердила, что войска отведены из Херсона.",
        [("Москва", "confirms", "войска отведены из Херсона")],
    ),
    (
        "en",
        "The governor called on residents to leave the city.",
        [("The governor", "calls", "residents to leave the city")],
    ),
    (
        "en",
        "The governor said: “The port was hit. Two people were killed.”",
        [("The governor", "states", "The port was hit"), ("The governor", "states", "Two people were killed")],
    ),
    (
        "en",
        "The Kremlin said that the village had been captured and that the troops had moved on.",
        [
            ("The Kremlin", "states", "the village had been captured"),
            ("The Kremlin", "states", "the troops had moved on"),
        ],
    ),
    (
        "en",
        "The mayor of Mariupol confirmed that the hospital had been hit.",
        [("The mayor of Mariupol", "confirms", "the hospital had been hit")],
    ),
    (
        "en",
        "President Zelenskyy warned that Russia was preparing a new offensive.",
        [("President Zelenskyy", "predicts", "Russia was preparing a new offensive")],
    ),
    (
        "en",
        "The governor spoke of heavy shelling of the port.",
        [("The governor", "states", "heavy shelling of the port")],
    ),
    (
        "nl",
        "Kiev zegt dat de aanval is afgeslagen, Moskou zegt dat het dorp is ingenomen.",
        [("Kiev", "states", "de aanval is afgeslagen"), ("Moskou", "states", "het dorp is ingenomen")],
    ),
    (
        "nl",
        "In een verklaring zegt de generale staf dat de aanval is afgeslagen.",
        [("de generale staf", "states", "de aanval is afgeslagen")],
    ),
    (
        "nl",
        "‘Ik kan dat niet bevestigen’, zei de woordvoerder van het Witte Huis.",
        [("de woordvoerder van het Witte Huis", "states", "Ik kan dat niet bevestigen")],
    ),
    (
        "nl",
        "Het Kremlin wilde niet zeggen wanneer de troepen vertrekken.",
        [("Het Kremlin", "declines", "wanneer de troepen vertrekken")],
    ),
    (
        "nl",
        "Volgens de havendienst werd de kade rond middernacht geraakt.",
        [("de havendienst", "states", "werd de kade rond middernacht geraakt")],
    ),
    (
        "nl",
        "De marine heeft naar eigen zeggen drie boten buitgemaakt: de Orka, de Bruinvis en de Zeehond.",
        [
            (
                "De marine",
                "states",
                "De marine heeft naar eigen zeggen drie boten buitgemaakt: de Orka, de Bruinvis en de Zeehond",
            )
        ],
    ),
    (
        "nl",
        "De gouverneur had het maandagochtend in een vraaggesprek over zware gevechten bij de sluis.",
        [("De gouverneur", "states", "zware gevechten bij de sluis")],
    ),
    (
        "nl",
        "De missie, die in de haven werkt, zegt alleen te kunnen bevestigen dat de kade beschadigd is.",
        [("De missie", "confirms", "de kade beschadigd is")],
    ),
    (
        "nl",
        "De verpleegkundigen kregen van de bewaking te horen dat de poort dicht bleef.",
        [("de bewaking", "states", "de poort dicht bleef")],
    ),
    (
        "nl",
        "De zender citeert een havenarbeider die zei dat het schip al zonk.",
        [("een havenarbeider", "states", "het schip al zonk")],
    ),
    (
        "nl",
        "De commissie schat het aantal doden op veertig, meldt persbureau Reuters op basis van een rapport.",
        [("De commissie", "states", "het aantal doden op veertig")],
    ),
    (
        "nl",
        "Het bericht dat de toren was ingestort, kwam van de brandweer.",
        [("de brandweer", "states", "de toren was ingestort")],
    ),
    (
        "nl",
        "De boodschap van de president is dat niemand de stad verlaat.",
        [("de president", "states", "niemand de stad verlaat")],
    ),
    ("nl", "Het verzoek om een wapenstilstand kwam van de rebellen.", [("de rebellen", "calls", "een wapenstilstand")]),
    (
        "nl",
        "De spoorbrug is ingestort. Dat nieuws komt van de burgemeester.",
        [("de burgemeester", "states", "De spoorbrug is ingestort")],
    ),
    (
        "nl",
        "De spoorbrug is ingestort. Een en ander werd bevestigd door een officier.",
        [("een officier", "confirms", "De spoorbrug is ingestort")],
    ),
    ("nl", "„Onzin”, antwoordde de kolonel.", [("de kolonel", "states", "Onzin")]),
    (
        "nl",
        "De trein kwam niet meer, zag conducteur Pieter Vaandrager.",
        [("conducteur Pieter Vaandrager", "states", "De trein kwam niet meer")],
    ),
    (
        "nl",
        "„We slapen in de gang”, zegt kraanmachinist Wouter.",
        [("kraanmachinist Wouter", "states", "We slapen in de gang")],
    ),
    (
        "nl",
        "Rond de sluis wordt nog gevochten, melden westerse diplomaten.",
        [("westerse diplomaten", "states", "Rond de sluis wordt nog gevochten")],
    ),
    (
        "nl",
        "Frankrijk, Spanje en Italië roepen op de haven te openen.",
        [
            ("Frankrijk", "calls", "de haven te openen"),
            ("Spanje", "calls", "de haven te openen"),
            ("Italië", "calls", "de haven te openen"),
        ],
    ),
    (
        "nl",
        "De minister is woedend. „Wij laten ons niet wegjagen.”",
        [("De minister", "states", "Wij laten ons niet wegjagen")],
    ),
    (
        "nl",
        "„De vloer trilde, dat vergeet ik nooit”, vertelt een lerares.",
        [("een lerares", "states", "De vloer trilde, dat vergeet ik nooit")],
    ),
    (
        "nl",
        "Er zijn vier soldaten gedood en twaalf gewond geraakt, meldt het leger.",
        [("het leger", "states", "Er zijn vier soldaten gedood en twaalf gewond geraakt")],
    ),
    (
        "nl",
        "De gouverneur noemde de milities verantwoordelijk voor de brand.",
        [("De gouverneur", "accuses", "de milities verantwoordelijk voor de brand")],
    ),
    ("nl", "De krant tekende bij een visser op dat het tij keerde.", [("een visser", "states", "het tij keerde")]),
    ("nl", "Het stadsbestuur ziet geen reden voor een evacuatie.", [("Het stadsbestuur", "states", "een evacuatie")]),
    (
        "nl",
        "Grappig genoeg had de burgemeester van het stadje 's morgens vroeg nog beweerd dat alles in orde was.",
        [("de burgemeester van het stadje", "states", "alles in orde was")],
    ),
]

#: Nobody says these: the author tells them, or a picture shows them.
UNSOURCED = [
    ("nl", "Satellietbeelden tonen dat de brug is verwoest."),
    ("nl", "Op videobeelden is te zien dat de brug is verwoest."),
    ("nl", "Russische troepen beschoten zondag de haven van Odessa."),
    ("en", "Satellite images show that the bridge has been destroyed."),
    ("en", "Russian troops shelled the port of Odesa on Sunday."),
    ("uk", "Супутникові знімки показують, що міст зруйновано."),
    ("ru", "Спутниковые снимки показывают, что мост разрушен."),
    ("uk", "Російські війська в неділю обстріляли порт Одеси."),
    ("ru", "Российские войска в воскресенье обстреляли порт Одессы."),
]

#: What a later sentence calls by a pronoun or leaves out, the claim names as the sentence before did.
CARRIED = [
    ("nl", "President Zelensky sprak maandag met de pers. Hij zei dat Bachmoet niet is gevallen.", "ua-president"),
    ("nl", "‘De haven is geraakt’, zei de gouverneur. ‘Twee mensen zijn gedood.’", "ua-regional"),
    ("en", "“The port was hit,” the governor said. “Two people were killed.”", "ua-regional"),
    (
        "uk",
        "Заступниця міністра оборони Ганна Маляр відвідала Харків. Вона сказала, що місто Вовчанськ не впало.",
        "ua-mod",
    ),
    (
        "ru",
        "Представитель МИД России Мария Захарова выступила в Москве. Она сказала, что переговоры не прекращены.",
        "ru-government",
    ),
]


@pytest.mark.parametrize(("code", "text", "expected"), ATTRIBUTED, ids=[t[:60] for _, t, _ in ATTRIBUTED])
def test_attribution(code: str, text: str, expected: list[Told]) -> None:
    claims = read(Document("d", text, code, "2023-03-21")).claims
    found = [(c.source.text, c.act, c.content.text) for c in claims if c.source is not None]
    assert found == expected


@pytest.mark.parametrize(("code", "text"), UNSOURCED)
def test_no_source(code: str, text: str) -> None:
    claims = read(Document("d", text, code, "2023-03-21")).claims
    assert claims
    assert [c.source for c in claims] == [None] * len(claims)
    assert {c.mode for c in claims} == {"narrated"}


@pytest.mark.parametrize(("code", "text", "source"), CARRIED)
def test_carried_source(code: str, text: str, source: str) -> None:
    said = [c.source for c in read(Document("d", text, code, "2023-03-21")).claims if c.source is not None]
    assert said[-1].carried
    assert said[-1].id == source
    assert said[-1].text is not None and text.index(said[-1].text) == said[-1].start


def test_coordinated_sources_share_one_content() -> None:
    text = "De Oekraïense generale staf en de gouverneur van Cherson melden dat de haven is beschoten."
    first, second = read(Document("d", text, "nl", "2023-03-21")).claims
    assert first.content == second.content
    assert first.id != second.id


def test_the_cue_is_named() -> None:
    text = "Zaterdag maakte de Oekraïense generale staf bekend dat er negen aanvallen zijn afgeslagen."
    (claim,) = read(Document("d", text, "nl", "2023-03-21")).claims
    assert [s.text for s in claim.cue] == ["maakte", "bekend"]
