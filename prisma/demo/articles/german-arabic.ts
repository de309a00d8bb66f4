import type { DemoArticle } from '../article';

export const kuestenbote: DemoArticle = {
  id: 'kuestenbote-hafensperre',
  url: 'https://kuestenbote.example/wirtschaft/hafensperre-velmar',
  title: 'Hafensperre in Velmar: Die Kommission rechnet, die Müller warten',
  lede: 'Nach der Staubexplosion fehlt den Mühlen im Norden Getreide. Ein Prüfbericht soll schon im Frühjahr gewarnt haben.',
  byline: 'Henrike Dossow',
  publisher: 'Der Küstenbote',
  section: 'Wirtschaft',
  language: 'de',
  publishedAt: '2026-10-15T17:20+02:00',
  keywords: ['Velmar', 'Hafen', 'Getreide', 'Mühlen'],
  paragraphs: [
    'Seit Dienstag steht der größte Getreidekai des Hafens Velmar still. Für die Mühlen im Norden wird das Korn knapp: Drei von fünf Betrieben haben nach Angaben ihres Verbandes nur noch Vorräte für eine Woche.',
    '„Wir können nicht auf Schiffe mahlen, die draußen vor Anker liegen“, sagte Verbandschef Ruprecht Ehlers dem Küstenboten. Der Verband fordert, den Nachbarkai sofort freizugeben.',
    'Die Hafenmeisterin Mara Oakes lehnt das ab. Sicherheit gehe vor, teilte sie mit; der zweite Turm sei baugleich mit dem zerstörten und müsse erst geprüft werden.',
    'Wie aus einem vertraulichen Prüfbericht hervorgeht, der dieser Zeitung vorliegt, waren die Filter beider Türme bereits im April „stark verschmutzt“. Das Ministerium habe den Bericht im Mai erhalten, heißt es in Regierungskreisen.',
    'Ministerin Ilse Varn bestritt am Donnerstag, den Bericht gekannt zu haben. „Auf meinem Tisch lag er nicht“, sagte sie. Ihr Sprecher wollte nicht ausschließen, dass er in der Fachabteilung liegen geblieben sei.',
    'Die Kommission der Meerenge beziffert den Schaden auf täglich vier Millionen Kronen. Händler halten die Zahl für zu niedrig, weil sie den Umweg um das Kap nicht einrechne.',
    'An den Landungsbrücken kümmert das wenige. Dort fragt man, warum die Werksfeuerwehr vor zwei Jahren von zwölf auf fünf Leute verkleinert wurde. „Zu fünft löscht man einen Papierkorb, keinen Turm“, sagt ein Feuerwehrmann, der seinen Namen nicht in der Zeitung lesen will.',
    'Juristisch ist die Lage verworren. Das Hafengesetz von 2014 verlangt halbjährliche Kontrollen, nennt aber keinen Verantwortlichen. Ob der Betreiber haftet, muss nun das Seegericht klären.',
    'Bis dahin wird gerechnet. Bleibt der Kai länger als zehn Tage zu, dürfte der Brotpreis laut einer Schätzung der Landesbank um bis zu acht Prozent steigen.',
  ],
};

export const almarsa: DemoArticle = {
  id: 'almarsa-raseef',
  url: 'https://almarsa.example/akhbar/velmar-raseef',
  title: 'إغلاق رصيف الحبوب في فيلمار يقلق مستوردي القمح في الجنوب',
  byline: 'ليان الصفدي',
  publisher: 'المرسى',
  section: 'اقتصاد',
  language: 'ar',
  publishedAt: '2026-10-15T12:15+03:00',
  keywords: ['فيلمار', 'القمح', 'مضيق أورين'],
  paragraphs: [
    'أغلقت سلطة ميناء فيلمار أكبر أرصفة الحبوب فيه بعد انفجار غبار أصاب أربعة عمال يوم الثلاثاء، بحسب ما نقلته وكالة ميريديان عن مديرة الميناء مارا أوكس.',
    'وقالت أوكس إن الرصيف سيبقى مغلقا حتى يوم الجمعة على الأقل. وأضافت: «لم يصلنا أي تحذير، ولم يكن لدينا وقت لإخلاء البرج».',
    'وتستورد مطاحن الجنوب نحو ثلث قمحها عبر مضيق أورين. وقال نديم الخولي، رئيس اتحاد المطاحن، إن المخزون يكفي ستة أسابيع فقط، مؤكدا أن «الخبز لن ينقطع».',
    'لكن تاجرا في سوق الحبوب، طلب عدم نشر اسمه خشية خسارة عقوده، ذكر أن الأسعار ارتفعت بنسبة خمسة في المئة خلال يومين.',
    'وأعلنت وزارة التموين أنها ستشتري مئتي ألف طن من مصادر أخرى. ويرى الخبير الاقتصادي باسل درويش أن القرار جاء متأخرا، وأن الاعتماد على مضيق واحد خطر على أمن البلاد الغذائي.',
    'ويخشى أن تنفد الأماكن في المراسي القريبة قبل نهاية الأسبوع. ووفقا لسجل الميناء، كانت سبع عشرة سفينة راسية مساء الثلاثاء.',
    'وفي حي الميناء القديم، يتذكر الصيادون حادث عام 2011 حين سقطت رافعة وقتلت شخصين. يقول الصياد العجوز مروان بحري: «البحر لا يخيفنا، الحديد هو الذي يخيفنا».',
    'ولم ترد شركة «محطات فيلمار للحبوب» على أسئلة «المرسى». وكانت قد نفت في بيان أي تقصير في صيانة المرشحات، وقالت إن الأوراق موجودة لدى السلطة.',
    'ويقول عمال في المحطة إن الوردية الليلية خفضت إلى النصف منذ عام 2024، وهو ما تنفيه الإدارة. ولا تنشر الشركة أعداد موظفيها، لكن نقابة عمال الميناء تقدرها بنحو ستمئة، وتقول إنها أبلغت الحكومة بالخطر مرتين هذا العام دون أن تتلقى ردا.',
    'ومن المقرر أن تجتمع دول ميثاق أورين الست يوم الأحد لبحث فتح رصيف مؤقت. ويقول دبلوماسيون إن الاتفاق ممكن إذا تحملت الدول الكبرى كلفة التأمين.',
  ],
};
