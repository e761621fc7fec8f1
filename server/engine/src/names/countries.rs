//! Countries, the people in them, and what else these and a few other things are called.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a country is called: its names, then after a semicolon the adjectives and people. All folded; blanks part the
/// words of one form, commas the forms.
///
/// General knowledge, as in any gazetteer: the members of the United Nations and the places that news writes of as it
/// does of countries.
const COUNTRIES: &str = "\
afghanistan;afghan,afghans,afghani
albania;albanian,albanians
algeria;algerian,algerians
andorra;andorran,andorrans
angola;angolan,angolans
argentina;argentine,argentines,argentinian,argentinians
armenia;armenian,armenians
australia;australian,australians,aussie,aussies
austria;austrian,austrians
azerbaijan;azerbaijani,azerbaijanis,azeri,azeris
bahamas;bahamian,bahamians
bahrain;bahraini,bahrainis
bangladesh;bangladeshi,bangladeshis
barbados;barbadian,barbadians
belarus,byelorussia;belarusian,belarusians
belgium;belgian,belgians
belize;belizean,belizeans
benin;beninese
bhutan;bhutanese
bolivia;bolivian,bolivians
bosnia,bosnia and herzegovina;bosnian,bosnians
botswana;botswanan,motswana
brazil,brasil;brazilian,brazilians
brunei;bruneian,bruneians
bulgaria;bulgarian,bulgarians
burkina faso;burkinabe
burundi;burundian,burundians
cambodia,kampuchea;cambodian,cambodians,khmer
cameroon;cameroonian,cameroonians
canada;canadian,canadians
cape verde,cabo verde;cape verdean
chad;chadian,chadians
chile;chilean,chileans
china,prc;chinese,sino
colombia;colombian,colombians
comoros;comorian,comorians
congo,drc;congolese
costa rica;costa rican,costa ricans
croatia;croatian,croatians,croat,croats
cuba;cuban,cubans
cyprus;cypriot,cypriots
czech republic,czechia;czech,czechs
denmark;danish,dane,danes
djibouti;djiboutian
dominican republic;dominican,dominicans
east timor,timor leste;timorese
ecuador;ecuadorian,ecuadorians,ecuadorean
egypt;egyptian,egyptians
el salvador;salvadoran,salvadorans,salvadorian
england;english,englishman,englishmen
eritrea;eritrean,eritreans
estonia;estonian,estonians
eswatini,swaziland;swazi
ethiopia;ethiopian,ethiopians
europe;european,europeans
european union,eu,e u;european
fiji;fijian,fijians
finland;finnish,finn,finns
france;french,frenchman,frenchmen,franco
gabon;gabonese
gambia;gambian,gambians
georgia;georgian,georgians
germany;german,germans
ghana;ghanaian,ghanaians
greece;greek,greeks
grenada;grenadian,grenadians
guatemala;guatemalan,guatemalans
guinea;guinean,guineans
guyana;guyanese
haiti;haitian,haitians
honduras;honduran,hondurans
hong kong,hongkong,hk;hong konger,hong kongers
hungary;hungarian,hungarians
iceland;icelandic,icelander,icelanders
india;indian,indians
indonesia;indonesian,indonesians
iran,persia;iranian,iranians,persian
iraq;iraqi,iraqis
ireland;irish,irishman,irishmen
israel;israeli,israelis
italy;italian,italians
ivory coast,côte d'ivoire,cote d'ivoire;ivorian,ivorians
jamaica;jamaican,jamaicans
japan;japanese
jordan;jordanian,jordanians
kazakhstan;kazakh,kazakhs
kenya;kenyan,kenyans
kosovo;kosovar,kosovars
kuwait;kuwaiti,kuwaitis
kyrgyzstan;kyrgyz
laos;lao,laotian,laotians
latvia;latvian,latvians
lebanon;lebanese
lesotho;basotho
liberia;liberian,liberians
libya;libyan,libyans
liechtenstein;liechtensteiner
lithuania;lithuanian,lithuanians
luxembourg;luxembourgish,luxembourger
madagascar;malagasy
malawi;malawian,malawians
malaysia;malaysian,malaysians
maldives;maldivian,maldivians
mali;malian,malians
malta;maltese
mauritania;mauritanian
mauritius;mauritian,mauritians
mexico;mexican,mexicans
micronesia;micronesian
moldova;moldovan,moldovans
monaco;monegasque
mongolia;mongolian,mongolians,mongol
montenegro;montenegrin,montenegrins
morocco;moroccan,moroccans
mozambique;mozambican,mozambicans
myanmar,burma;burmese
namibia;namibian,namibians
nepal;nepali,nepalese,nepalis
netherlands,holland;dutch,dutchman,dutchmen
new zealand,nz;new zealander,new zealanders,kiwi,kiwis
nicaragua;nicaraguan,nicaraguans
niger;nigerien
nigeria;nigerian,nigerians
north korea,dprk;north korean,north koreans
north macedonia,macedonia;macedonian,macedonians
northern ireland;northern irish
norway;norwegian,norwegians
oman;omani,omanis
pakistan,pak;pakistani,pakistanis
palestine;palestinian,palestinians
panama;panamanian,panamanians
papua new guinea;papuan,papua new guinean
paraguay;paraguayan,paraguayans
peru;peruvian,peruvians
philippines;filipino,filipinos,philippine,filipina
poland;polish,pole,poles
portugal;portuguese
puerto rico;puerto rican,puerto ricans
qatar;qatari,qataris
romania;romanian,romanians
russia,russian federation;russian,russians
rwanda;rwandan,rwandans
samoa;samoan,samoans
saudi arabia;saudi,saudis,saudi arabian
scotland;scottish,scot,scots,scotsman
senegal;senegalese
serbia;serbian,serbians,serb,serbs
seychelles;seychellois
sierra leone;sierra leonean
singapore;singaporean,singaporeans
slovakia;slovak,slovaks,slovakian
slovenia;slovenian,slovenians,slovene,slovenes
somalia;somali,somalis
south africa;south african,south africans
south korea,republic of korea,rok;south korean,south koreans
korea;korean,koreans
south sudan;south sudanese
soviet union,ussr,u s s r;soviet,soviets
spain;spanish,spaniard,spaniards
sri lanka,ceylon;sri lankan,sri lankans
sudan;sudanese
suriname;surinamese
sweden;swedish,swede,swedes
switzerland;swiss
syria;syrian,syrians
taiwan;taiwanese
tajikistan;tajik,tajiks
tanzania;tanzanian,tanzanians
thailand;thai,thais
tibet;tibetan,tibetans
togo;togolese
tonga;tongan,tongans
trinidad,trinidad and tobago;trinidadian
tunisia;tunisian,tunisians
turkey,türkiye,turkiye;turkish,turk,turks
turkmenistan;turkmen
uganda;ugandan,ugandans
ukraine;ukrainian,ukrainians
united arab emirates,uae,u a e,emirates;emirati,emiratis
united kingdom,uk,u k,britain,great britain,gb;british,briton,britons
united nations,un,u n;
united states,us,u s,usa,u s a,united states of america,america;american,americans
uruguay;uruguayan,uruguayans
uzbekistan;uzbek,uzbeks
vatican,holy see;
venezuela;venezuelan,venezuelans
vietnam,viet nam;vietnamese
wales;welsh,welshman
west indies;west indian,west indians
yemen;yemeni,yemenis
yugoslavia;yugoslav,yugoslavs
zambia;zambian,zambians
zimbabwe;zimbabwean,zimbabweans
africa;african,africans
asia;asian,asians
latin america;latin american,latin americans
middle east,mideast;middle eastern
arab,arabia;arabs,arabic,arabian";

/// Adjectives and names of languages, faiths and peoples that are no country's.
const OTHERS: &str = "\
arabic hebrew latin hindi urdu punjabi pashto pashtun pashtuns persian farsi dari bengali tamil tamils mandarin
cantonese kurdish kurd kurds basque basques catalan catholic catholics christian christians christianity muslim
muslims islamic islam islamist islamists jewish jew jews hindu hindus sikh sikhs buddhist protestant sunni sunnis
shia shiite hispanic latino latinos";

/// Other things that are called by several names which share no word: organisations in the news, wars, places by their
/// letters; the states of the United States by their abbreviations.
const ALIASES: &str = "\
isis,isil,daesh,islamic state,islamic state of iraq and the levant,islamic state of iraq and syria
world war i,first world war,world war one,wwi,ww1,great war
world war ii,second world war,world war two,wwii,ww2
los angeles,la,l a
new york,nyc,n y c,ny,n y,new york city,big apple
washington,d c,dc,washington d c,washington dc
alabama,ala,al
alaska,ak
arizona,ariz,az
arkansas,ark,ar
california,calif,ca,cal
colorado,colo,co
connecticut,conn,ct
delaware,del,de
florida,fla,fl
georgia,ga
hawaii,hi
idaho,id
illinois,ill,il
indiana,ind
iowa,ia
kansas,kan,ks
kentucky,ky
louisiana,la
maine,me
maryland,md
massachusetts,mass,ma
michigan,mich,mi
minnesota,minn,mn
mississippi,miss,ms
missouri,mo
montana,mont,mt
nebraska,neb,ne
nevada,nev,nv
new hampshire,n h,nh
new jersey,n j,nj
new mexico,n m,nm
north carolina,n c,nc
north dakota,n d,nd
ohio,oh
oklahoma,okla,ok
oregon,ore
pennsylvania,pa,penn
rhode island,r i,ri
south carolina,s c,sc
south dakota,s d,sd
tennessee,tenn,tn
texas,tex,tx
utah,ut
vermont,vt
virginia,va
west virginia,w va,wv
wisconsin,wis,wi
wyoming,wyo,wy";

struct Countries {
    /// For each form, the rows that have it.
    rows: FxHashMap<&'static str, Vec<usize>>,
    /// The forms of each row.
    forms: Vec<Vec<&'static str>>,
    /// The adjectives and people.
    adjectives: rustc_hash::FxHashSet<&'static str>,
}

static TABLE: LazyLock<Countries> = LazyLock::new(|| {
    let mut table = Countries {
        rows: FxHashMap::default(),
        forms: Vec::new(),
        adjectives: OTHERS.split_ascii_whitespace().collect(),
    };
    for (row, line) in COUNTRIES.lines().chain(ALIASES.lines()).enumerate() {
        let forms: Vec<&str> = line.split([',', ';']).filter(|form| !form.is_empty()).collect();
        for form in &forms {
            table.rows.entry(form).or_default().push(row);
        }
        table.forms.push(forms);
        let adjectives = line.split_once(';').map_or("", |(_, adjectives)| adjectives);
        table.adjectives.extend(adjectives.split(',').filter(|form| !form.is_empty()));
    }
    table
});

/// What else the country or thing is called that has this form, the adjective and the people included; the form itself too.
pub fn forms(form: &str) -> impl Iterator<Item = &'static str> {
    let rows = TABLE.rows.get(form).map_or(&[][..], Vec::as_slice);
    rows.iter().flat_map(|&row| TABLE.forms[row].iter().copied())
}

/// Whether a folded form is the adjective, the language or the people of a country, or of a faith: `french`, `swiss`,
/// `muslims`. Countries themselves are not.
pub fn is_adjective(form: &str) -> bool {
    TABLE.adjectives.contains(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, same: bool) {
        assert_eq!(forms(a).any(|form| form == b), same, "{a} {b}");
        assert_eq!(forms(b).any(|form| form == a), same, "{b} {a}");
    }

    #[test]
    fn forms_of_one_country_stand_for_each_other() {
        check("afghan", "afghanistan", true);
        check("dutch", "netherlands", true);
        check("us", "united states", true);
        check("britain", "u k", true);
        check("chinese", "japan", false);
        check("atlantis", "atlantis", false);
    }

    #[test]
    fn adjectives_are_no_countries() {
        assert!(is_adjective("french") && is_adjective("south korean") && is_adjective("muslims"));
        assert!(!is_adjective("france") && !is_adjective("britain") && !is_adjective("us"));
    }

    #[test]
    fn every_row_has_a_name() {
        assert!(COUNTRIES.lines().all(|row| row.contains(';') && !row.starts_with(';')));
    }
}
