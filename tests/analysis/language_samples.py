"""A few sentences written for the tests, in many languages."""

# ruff: noqa: E501 (East Asian letters count twice)

TEXTS = {
    "en": "The minister said on Monday that the talks would go on for as long as it takes, and that "
    "nobody had asked her to give up the post she has held since the spring. She was not at the "
    "meeting, but her deputy told reporters that it had been a good one.",
    "de": "Die Ministerin sagte am Montag, dass die Gespräche so lange weitergehen, wie es nötig "
    "ist, und dass niemand sie gebeten habe, das Amt aufzugeben, das sie seit dem Frühjahr hat. "
    "„Wir machen weiter“, sagte Angela Merkel in Berlin. Sie war nicht bei der Sitzung dabei.",
    "fr": "La ministre a dit lundi que les discussions continueraient aussi longtemps qu’il le "
    "faudrait et que personne ne lui avait demandé de quitter le poste qu’elle occupe depuis le "
    "printemps. « Nous continuons », a-t-elle ajouté dans une salle de la mairie de Lyon.",
    "es": "La ministra dijo el lunes que las conversaciones seguirán mientras sea necesario y que "
    "nadie le ha pedido que deje el cargo que ocupa desde la primavera. No estuvo en la reunión, "
    "pero su segundo dijo a los periodistas que había sido buena para todos.",
    "it": "La ministra ha detto lunedì che i colloqui andranno avanti finché sarà necessario e che "
    "nessuno le ha chiesto di lasciare il posto che occupa dalla primavera. Non era alla riunione, "
    "ma il suo vice ha detto ai giornalisti che è stata una buona riunione per tutti.",
    "pt": "A ministra disse na segunda-feira que as conversas vão continuar até ser necessário e "
    "que ninguém lhe pediu para deixar o cargo que ocupa desde a primavera. Ela não esteve na "
    "reunião, mas o seu adjunto disse aos jornalistas que foi uma boa reunião para todos.",
    "nl": "De minister zei maandag dat de gesprekken doorgaan zolang het nodig is, en dat niemand "
    "haar heeft gevraagd om de post op te geven die ze sinds het voorjaar heeft. Ze was niet bij de "
    "vergadering, maar haar plaatsvervanger zei dat het een goede was.",
    "sv": "Ministern sade på måndagen att samtalen ska fortsätta så länge som det behövs, och att "
    "ingen har bett henne att lämna den post som hon har haft sedan i våras. Hon var inte med på "
    "mötet, men hennes ställföreträdare sade till journalisterna att det var bra.",
    "pl": "Minister powiedziała w poniedziałek, że rozmowy będą trwały tak długo, jak to będzie "
    "potrzebne, i że nikt nie prosił jej o to, by oddała urząd, który ma od wiosny. Nie było jej na "
    "spotkaniu, ale jej zastępca mówił, że było to dobre spotkanie dla nich.",
    "ru": "Министр сказала в понедельник, что переговоры будут идти так долго, как это нужно, и что "
    "никто не просил её уйти с поста, который она занимает с весны. Её не было на встрече, но её "
    "заместитель сказал, что это была хорошая встреча для всех, кто был там.",
    "zh": "部长周一表示，会谈将根据需要继续进行，没有人要求她放弃自春季以来担任的职务。“我们会继续下去，”她说。",
    "ja": "大臣は月曜日、協議は必要な限り続くと述べ、春から務めている職を辞するよう求められたことはないと語った。",
    "ko": "장관은 월요일에 회담이 필요한 만큼 계속될 것이며 아무도 그녀에게 사임을 요구하지 않았다고 말했다.",
    "el": "Η υπουργός είπε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν όσο χρειαστεί και ότι κανείς.",
    "ar": "قالت الوزيرة يوم الاثنين إن المحادثات ستستمر ما دام ذلك ضروريا ولم يطلب منها أحد الاستقالة.",
    "he": "השרה אמרה ביום שני כי השיחות יימשכו כל זמן שיהיה צורך וכי איש לא ביקש ממנה לפרוש.",
}  # fmt: skip
FINNISH = (
    "Ministeri sanoi maanantaina, että neuvottelut jatkuvat niin kauan kuin tarvitaan, eikä kukaan "
    "ole pyytänyt häntä luopumaan virasta, joka hänellä on ollut keväästä lähtien. Hän ei ollut "
    "paikalla kokouksessa, mutta hänen sijaisensa kertoi toimittajille, että se oli hyvä kokous "
    "kaikille niille, jotka olivat siellä."
)
