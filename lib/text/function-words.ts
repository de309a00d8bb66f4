/**
 * The commonest function words of languages that news is written in, by ISO 639-1 code. A third of
 * the words of any running text are among some forty of these, so that a few sentences tell the
 * language; a language that is missing here is left to the slower model (language.ts).
 */
export const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  ar: 'في من على إلى أن عن التي الذي هذا هذه مع كان كما بعد ما لا قد أو قال وقال بين خلال ذلك كانت حيث إن يوم',
  bg: 'и в на да се за от не с по е че като са до след при но които това към',
  ca: 'el la els les de del dels i a en que un una per amb no es és al com més ha aquest aquesta són també ser',
  cs: 'a v na se je že z do to o pro ve k po i za by jako od ale jsou podle bylo který které také jeho byl',
  da: 'og at det i en på er som for af med til den har de ikke om et han men var sig fra vi så kan når også blev efter ved',
  de: 'der die das den dem des und in zu von mit für auf ist nicht ein eine einen einem einer auch es an als sich nach bei aus wie werden wird hat sind war sei dass über am im zum zur haben wurde',
  el: 'και το του της η ο να με για την από που τη στο είναι σε τα οι των θα δεν ότι',
  en: 'the of and to in that is was for on with as by at from it be are has have had he his she they their not but this which who said will an were been its or would',
  es: 'el la los las de del y a en que un una por con para no se es su sus al como más lo pero ha este esta fue son entre sobre también según',
  fa: 'در و به از که این با را است برای آن یک تا بر خود هم شده کرد شود های می',
  fi: 'ja on ei että se oli hän mutta ovat myös kuin joka sen mukaan ole tai kun sekä vuoden jo niin mitä hänen',
  fr: 'le la les de des du un une et à au aux en dans que qui pour par sur pas ne est sont a ont été il elle ils ce cette ces se sa son leur avec plus mais où selon l d',
  he: 'של את על לא הוא כי זה עם גם או היא כל יש אל אבל היה בין אמר',
  hu: 'a az és hogy nem is egy van meg de ez volt csak már el mint azt szerint majd még',
  id: 'yang dan di dengan untuk pada ini itu dari tidak dalam akan juga ke oleh sebagai telah bahwa adalah',
  it: 'il lo la i gli le di del della dei delle e a in un una che per con non si è da al alla nel nella sono come più ha anche dal suo sua questo l',
  nl: 'de het een van en in is op te dat die voor met zijn niet aan er om ook als bij naar door maar over uit heeft wordt was hij worden nog',
  no: 'og at det i en på er som for av med til den har de ikke om et han men var seg fra vi så kan når også ble etter ved',
  pl: 'i w na z do że się nie to jest o od po za jak przez dla są ale jego oraz był które który tym ma też',
  pt: 'o a os as de do da dos das e em no na nos nas um uma que para por com não se é foi mais como ao à pelo pela são ou sua seu também entre',
  ro: 'și de în la a cu pe un o din că nu este pentru care mai au fost sunt prin după dar sau cel',
  ru: 'и в не на что с по как это он из к у за от для его но же мы также был было которые при после или во со',
  sv: 'och att det i en på är som för av med till den har de inte om ett han men var sig från vi så kan när år under också',
  tr: 've bir bu da de için ile olarak olan daha çok gibi ise kadar sonra dedi en olduğunu ancak',
  uk: 'і в не на що з та до як це за від для його але у також про який які після був або',
  ur: 'کے کی میں ہے اور سے کا کو نے پر کہ یہ ہیں بھی اس گیا',
};
