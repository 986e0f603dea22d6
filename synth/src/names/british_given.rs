//! British given names by decade of birth, and the rarer ones that any decade may bring.
//!
//! Source: ranks follow the Office for National Statistics' top 100 names (1904 to 1994 every ten years, then yearly) and
//! the General Register Office for Scotland's, as published facts; written down here by us, not copied as a file.

/// Names by rank in a decade of birth.
pub(super) struct Decade {
    pub(super) from: i16,
    /// How flat the ranks are: the head's share is about `1 / flat`.
    pub(super) flat: f64,
    /// Share of births with a name from outside the list.
    pub(super) rare: f64,
    pub(super) female: &'static str,
    pub(super) male: &'static str,
}

/// Every decade in order.
///
/// Source of `flat` and `rare`: the share of births with the first and the first hundred names, 1944 to 2024.
pub(super) const DECADES: &[Decade] = &[
    Decade {
        from: 1920,
        flat: 6.0,
        rare: 0.05,
        female: "Joan Mary Joyce Margaret Dorothy Doris Kathleen Irene Betty Eileen Elsie Doreen Edna Marjorie Florence \
            Jean Phyllis Ivy Hilda Vera Gladys Barbara Sheila Winifred Muriel Audrey Elizabeth Annie Ethel Lilian \
            Sylvia Nora Alice Evelyn Beryl Mavis Edith Eva Olive Nellie Marion Gwendoline Rose Peggy Ruby Freda \
            Violet Patricia Ellen Beatrice Rita Iris Pauline Amy Norma Mabel Nancy Pamela Jessie Daphne Constance \
            Lily Connie Sarah Molly Bessie Hazel Stella Brenda Ruth Agnes Grace Josephine Emily June Daisy Helen \
            Frances Monica Catherine Enid Ada Minnie Myra Cynthia Marie Anne Maud Queenie Millicent Hettie Dora \
            Clara",
        male: "John William George James Ronald Robert Kenneth Frederick Thomas Albert Eric Edward Arthur Charles \
            Leslie Sidney Frank Peter Dennis Joseph Alan Stanley Ernest Harold Norman Raymond Leonard Alfred Harry \
            Donald Reginald Roy Derek Henry Geoffrey David Gordon Herbert Walter Cyril Jack Richard Douglas \
            Maurice Bernard Gerald Brian Victor Wilfred Francis Philip Percy Cecil Michael Clifford Patrick Ralph \
            Horace Hugh Lawrence Samuel Edwin Bertram Desmond Daniel Anthony Stephen Andrew Fred Ivor Trevor Lewis \
            Neville Basil Roland Edgar Vincent Sydney Alexander Clarence Wallace Archibald Rex Benjamin \
            Christopher Hubert Matthew Dudley Lionel Cuthbert Claude Ambrose",
    },
    Decade {
        from: 1930,
        flat: 6.0,
        rare: 0.05,
        female: "Margaret Jean Mary Joan Patricia Sheila Barbara Doreen June Shirley Dorothy Joyce Maureen Elizabeth \
            Audrey Brenda Kathleen Sylvia Eileen Pamela Betty Beryl Ann Irene Pauline Mavis Marion Rita Hazel \
            Norma Josephine Janet Marjorie Anne Valerie Iris Jacqueline Helen Catherine Daphne Jane Ruth Edna \
            Doris Gillian Judith Yvonne Vera Eunice Rosemary Peggy Nora Phyllis Evelyn Monica Susan Dorothea \
            Marlene Marie Frances Sandra Elsie Gwendoline Alma Christine Veronica Thelma Elaine Hilda Avril Muriel \
            Freda Annie Myra Jennifer Stella Bridget Lorna Sally Rose Carole Nancy Diana Cynthia Estelle Olwyn",
        male: "John Peter William Brian David James Michael Ronald Kenneth George Robert Derek Dennis Raymond Thomas \
            Alan Roy Terence Anthony Keith Donald Gordon Geoffrey Frederick Eric Norman Edward Arthur Leslie \
            Charles Patrick Bernard Frank Joseph Richard Albert Malcolm Maurice Stanley Gerald Douglas Leonard \
            Colin Trevor Philip Harold Neville Ernest Victor Barry Roger Alfred Henry Graham Ivor Harry Ralph \
            Clifford Desmond Francis Christopher Reginald Stephen Cyril Andrew Daniel Ian Jack Hugh Walter Bryan \
            Sidney Cecil Lawrence Vincent Alexander Clive Martin Rex Royston Dudley Edwin Aubrey Lionel Owen",
    },
    Decade {
        from: 1940,
        flat: 6.0,
        rare: 0.05,
        female: "Margaret Patricia Christine Mary Jean Ann Susan Janet Maureen Barbara Valerie Carol Sandra Pauline \
            Elizabeth Joan Pamela Jennifer Kathleen Anne Sheila Brenda Gillian Linda Jacqueline Dorothy Judith \
            Shirley Carole Marion Sylvia Rosemary Doreen Catherine Eileen Diane Joyce Lesley Irene Jane Rita June \
            Diana Janice Josephine Hilary Heather Helen Beryl Veronica Wendy Hazel Marilyn Yvonne Elaine Sally \
            Lynda Frances Angela Audrey Cheryl Bridget Jill Sarah Norma Betty Marlene Theresa Lynne Ruth Marie \
            Gloria Penelope Teresa Vivien Geraldine Rosalind Suzanne Jeanette Corinne Rosalie",
        male: "John David Michael Peter Robert Anthony Brian Alan William James Richard Kenneth Roger Keith Colin \
            Christopher Raymond Barry Terence Malcolm Thomas Ronald Graham Derek George Geoffrey Philip Trevor \
            Patrick Roy Ian Paul Stephen Edward Dennis Charles Frank Andrew Martin Leslie Alexander Gerald Donald \
            Frederick Gordon Bernard Arthur Joseph Norman Eric Douglas Francis Maurice Clive Hugh Allan Harry \
            Jeffrey Neil Victor Laurence Stuart Timothy Adrian Nigel Stanley Leonard Albert Henry Howard Neville \
            Rodney Harold Bryan Duncan Ernest Ivan Russell Desmond Ralph Sidney Simon Glyn Bruce Austin",
    },
    Decade {
        from: 1950,
        flat: 7.0,
        rare: 0.06,
        female: "Susan Linda Christine Margaret Carol Jennifer Janet Patricia Barbara Ann Sandra Pamela Pauline Jean \
            Jacqueline Kathleen Sheila Valerie Maureen Gillian Marilyn Mary Elizabeth Lesley Catherine Brenda \
            Wendy Angela Rosemary Shirley Diane Joan Jane Lynne Irene Janice Elaine Heather Marion June Eileen \
            Denise Doreen Judith Sylvia Helen Yvonne Hilary Dorothy Joyce Julia Teresa Hazel Anne Lynn Sally Anita \
            Cheryl Veronica Marian Frances Lorraine Julie Deborah Ruth Beverley Gail Jeanette Sarah Vivien \
            Geraldine Stephanie Glenys Theresa Dawn Marie Alison Bridget Carole Jill Karen Lynda Penelope \
            Josephine Rita Philippa Georgina",
        male: "David John Stephen Michael Peter Robert Paul Alan Christopher Richard Anthony Andrew Ian Kevin William \
            Keith Philip Martin Colin James Graham Nigel Barry Brian Kenneth Thomas Malcolm Roger Raymond Trevor \
            Terence Neil Geoffrey Patrick Stuart Mark Timothy Simon George Jonathan Edward Derek Nicholas Leslie \
            Roy Clive Charles Ronald Steven Howard Gary Gerald Adrian Joseph Dennis Donald Gordon Jeffrey Russell \
            Francis Frank Frederick Bernard Duncan Hugh Norman Phillip Alexander Laurence Rodney Vincent Eric \
            Maurice Douglas Julian Ralph Allan Victor Guy Gareth Lawrence Leonard Melvyn Lindsay",
    },
    Decade {
        from: 1960,
        flat: 8.0,
        rare: 0.07,
        female: "Susan Julie Karen Jacqueline Deborah Tracey Jane Helen Diane Sharon Tracy Angela Sarah Alison Caroline \
            Amanda Sandra Linda Catherine Elizabeth Carol Joanne Wendy Janet Dawn Christine Nicola Lesley Patricia \
            Margaret Beverley Debra Lorraine Anne Jennifer Lynn Maria Michelle Elaine Sally Gillian Mary Paula \
            Maxine Louise Teresa Gail Denise Lisa Heather Yvonne Mandy Kim Cheryl Carolyn Jill Anita Barbara \
            Samantha Pamela Andrea Anna Ruth Rachel Theresa Claire Katherine Kathleen Victoria Judith Marie \
            Suzanne Stephanie Kathryn Hazel Donna Annette Jayne Fiona Hilary Janice Julia Bernadette Frances \
            Melanie Lynette",
        male: "David Paul Andrew Mark John Michael Stephen Ian Robert Richard Christopher Peter Simon Anthony Kevin \
            Gary Steven Martin James Philip Alan Neil Nigel Timothy Colin Graham Jonathan Nicholas William Adrian \
            Brian Stuart Keith Thomas Patrick Sean Carl Trevor Wayne Shaun Kenneth Barry Derek Dean Raymond Antony \
            Jeremy Joseph Edward Lee Damian Daniel Darren Jason Russell Garry Gareth Geoffrey Terence Duncan \
            Howard Malcolm Matthew Charles Roger Phillip Julian Glen Karl Dominic Francis Guy Stewart Vincent \
            Gordon Clive Leslie Roy Dennis Alexander Gerard George Crispin Giles Quentin",
    },
    Decade {
        from: 1970,
        flat: 9.0,
        rare: 0.08,
        female: "Sarah Claire Nicola Emma Lisa Joanne Michelle Helen Samantha Karen Amanda Rachel Louise Julie Clare \
            Rebecca Sharon Victoria Caroline Susan Alison Catherine Elizabeth Deborah Donna Tracey Tracy Angela \
            Jane Zoe Kerry Melanie Sally Jennifer Andrea Dawn Melissa Anna Katherine Kelly Paula Jacqueline \
            Natalie Leanne Lucy Marie Hayley Heather Tina Ruth Katie Amy Laura Charlotte Kathryn Lorraine Anne \
            Stephanie Kate Lindsey Julia Lynsey Tara Gemma Jayne Natasha Fiona Joanna Hannah Maria Suzanne Kirsty \
            Debbie Sonia Tanya Danielle Cheryl Rachael Vanessa Lynn Kim Gillian Abigail Beverley Carly Denise \
            Rowena Justine Kirsten",
        male: "Paul Mark David Andrew Richard Christopher James Simon Michael Matthew Stephen Lee John Robert Darren \
            Daniel Steven Jason Nicholas Jonathan Ian Neil Peter Stuart Anthony Martin Kevin Craig Philip Gary \
            Scott Wayne Timothy Benjamin Adam Alan Dean Adrian Carl Thomas William Marc Justin Gareth Alexander \
            Karl Barry Sean Edward Graham Nigel Joseph Colin Jamie Shaun Ryan Patrick Dominic Damien Russell Keith \
            Duncan Ben Damian Nathan Brian Samuel Gavin Julian Leon Toby Shane Kieran Antony Aaron Marcus Glenn \
            Robin Trevor Darron Stewart Charles Kenneth Dale Iain Oliver Rhys Spencer Giles",
    },
    Decade {
        from: 1980,
        flat: 10.0,
        rare: 0.10,
        female: "Sarah Laura Gemma Emma Rebecca Claire Victoria Samantha Rachel Amy Jennifer Nicola Katie Lisa Kelly \
            Natalie Louise Michelle Hayley Hannah Helen Charlotte Joanne Lucy Elizabeth Leanne Danielle Donna \
            Katherine Clare Stephanie Stacey Lauren Jane Kerry Emily Catherine Sophie Anna Jessica Zoe Kirsty \
            Kimberley Kate Jenna Caroline Natasha Rachael Amanda Kathryn Karen Alexandra Jodie Alison Sara Jemma \
            Carly Heather Holly Ruth Fiona Angela Melissa Kayleigh Sally Vicky Lindsay Naomi Tracy Marie Melanie \
            Abigail Joanna Alice Jade Robyn Eleanor Maria Aimee Cheryl Tanya Georgina Lyndsey Suzanne Toni Vanessa \
            Bethany Terri Cassandra",
        male: "Christopher James David Daniel Michael Matthew Andrew Richard Paul Mark Thomas Adam Robert John Lee \
            Benjamin Steven Jonathan Craig Stephen Simon Nicholas Peter Anthony Alexander Gary Ian Ryan Joseph \
            Darren Barry Jamie Philip Stuart Luke Neil Edward William Samuel Martin Kevin Scott Carl Dean Joshua \
            Gareth Timothy Sean Alan Ashley Ben Nathan Wayne Jason Aaron Oliver Shaun Patrick Liam Kieran Charles \
            Jack Dale Dominic Marc Lewis Karl Marcus Stewart Graham Gavin Russell Jordan Damien Rhys Kyle George \
            Bradley Keith Leon Ross Adrian Colin Ricky Danny Toby Kirk Callum Ricki Tristan",
    },
    Decade {
        from: 1990,
        flat: 12.0,
        rare: 0.15,
        female: "Rebecca Lauren Jessica Charlotte Hannah Sophie Amy Emily Laura Emma Chloe Sarah Lucy Katie Bethany \
            Jade Megan Alice Rachel Samantha Danielle Holly Abigail Olivia Stephanie Elizabeth Victoria Natalie \
            Eleanor Natasha Georgia Shannon Zoe Kirsty Georgina Gemma Kelly Jennifer Naomi Jodie Stacey Nicole \
            Hayley Leanne Melissa Ashleigh Jasmine Alexandra Chelsea Paige Kayleigh Anna Molly Heather Kimberley \
            Amber Louise Ellie Sian Grace Francesca Lydia Robyn Aimee Harriet Catherine Courtney Rosie Rhiannon \
            Michelle Yasmin Katherine Beth Ellen Isabelle Joanna Helen Lisa Claire Kate Imogen Jenna Cara Ruth \
            Toni Sally Caitlin Daisy Kerry Lily Amelia Ella Isobel Rachael Abbie Tamara Frances Tiffany Hollie \
            Carly",
        male: "Thomas James Jack Daniel Matthew Ryan Joshua Luke Samuel Jordan Adam Michael Alexander Christopher \
            Benjamin Joseph Liam Jake William Andrew George Lewis Oliver David Robert Jamie Nathan Connor Jonathan \
            Harry Callum Aaron Ashley Bradley Jacob Kieran Scott Sam John Ben Kyle Charles Richard Mark Edward Max \
            Dominic Nicholas Peter Alex Sean Dean Charlie Reece Rhys Steven Louis Philip Elliot Stephen Marcus \
            Paul Curtis Dale Patrick Toby Simon Zachary Henry Shane Anthony Bailey Dylan Leon Lee Owen Cameron \
            Declan Craig Timothy Tyler Gareth Brandon Jay Lloyd Joel Conor Danny Billy Brett Tom Karl Robbie \
            Jarrod Kane",
    },
    Decade {
        from: 2000,
        flat: 15.0,
        rare: 0.22,
        female: "Emily Ellie Jessica Sophie Chloe Lucy Olivia Charlotte Katie Megan Grace Hannah Amy Ella Mia Lily \
            Abigail Emma Amelia Molly Lauren Millie Holly Leah Caitlin Rebecca Georgia Bethany Eleanor Isabelle \
            Daisy Elizabeth Jasmine Isabella Erin Alice Freya Phoebe Rachel Ruby Evie Sarah Maisie Summer Scarlett \
            Poppy Isobel Imogen Anna Paige Amber Libby Skye Laura Madison Maddison Nicole Rosie Evelyn Keira Zoe \
            Matilda Sienna Tia Harriet Lydia Abbie Faith Eve Aimee Tilly Amelie Zara Samantha Hollie Courtney \
            Martha Eloise Natasha Eva Jade Julia Danielle Shannon Victoria Maya Francesca Lola Ellen Tegan \
            Gabriella Alexandra Florence Naomi Lilly Bella Kayla Rose",
        male: "Jack Thomas Joshua James Daniel Harry Samuel Oliver William Joseph Benjamin Charlie Luke Matthew \
            Callum Ethan George Jake Alexander Lewis Jacob Dylan Ryan Connor Nathan Cameron Adam Jamie Max Archie \
            Alfie Tyler Liam Harvey Owen Michael Logan Ben Kieran Aaron Leo Riley Brandon Edward Louis Kyle Henry \
            Toby Charles Isaac Rhys Bradley Noah Finley Sam Reece Jay Robert Aidan Freddie Kai Jayden Mason \
            Christopher Oscar Bailey Sebastian Lucas Morgan Zachary David Dominic Joel Harrison Elliot Evan Ellis \
            Ashton Taylor Billy Corey Hayden Tom Jude John Andrew Alex Declan Stanley Frederick Gabriel Jonathan \
            Bobby Louie Kian Hugo Tobias Spencer Zak Joe Finlay Marcus Leon",
    },
    Decade {
        from: 2010,
        flat: 20.0,
        rare: 0.32,
        female: "Olivia Amelia Emily Isla Ava Jessica Isabella Lily Ella Mia Sophia Sophie Poppy Grace Charlotte Freya \
            Evie Daisy Ruby Alice Scarlett Phoebe Florence Rosie Sienna Willow Ivy Elsie Evelyn Millie Chloe Eva \
            Isabelle Matilda Erin Lucy Sofia Ellie Layla Imogen Esme Maya Bella Maisie Harriet Thea Molly Emilia \
            Holly Eliza Summer Elizabeth Abigail Emma Violet Hannah Zara Penelope Jasmine Lola Georgia Arabella \
            Rose Luna Eleanor Darcie Annabelle Bonnie Amelie Martha Eloise Orla Lottie Megan Nancy Iris Amber \
            Gracie Leah Amy Robyn Darcey Lacey Mila Anna Maria Katie Lilly Heidi Lexi Beatrice Tilly Lydia Lyla \
            Zoe Felicity Victoria Edith Nevaeh Skye Faith Maddison Aurora Hallie Francesca Lyra Clara",
        male: "Oliver Jack Harry George Noah Charlie Jacob Alfie Freddie Oscar Leo Logan Archie Theo Thomas James \
            Joshua Henry William Max Lucas Ethan Arthur Harrison Isaac Teddy Finley Daniel Riley Edward Alexander \
            Joseph Mason Sebastian Dylan Samuel Benjamin Elijah Reuben Toby Adam Tommy Hunter Louie Luca Jude \
            Harley Albie Frankie David Ellis Zachary Rory Bobby Roman Jenson Reggie Jaxon Albert Michael Stanley \
            Gabriel Hugo Frederick Louis Ollie Nathan Jayden Carter Luke Ezra Ronnie Kai Ralph Sonny Blake Elliot \
            Matthew Jackson Liam Caleb Ryan Callum Chester Dexter Leon Tyler Otis Rowan Felix Austin Elliott Jamie \
            Aaron Finn Connor Owen Lewis Jake Tobias Bailey Robert Ted Kian Barney",
    },
    Decade {
        from: 2020,
        flat: 25.0,
        rare: 0.38,
        female: "Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy Evie Elsie \
            Poppy Sienna Isabelle Emily Ella Phoebe Evelyn Charlotte Millie Harper Luna Matilda Maya Sofia Ellie \
            Ada Bonnie Ottilie Hallie Aurora Esme Emilia Mila Violet Maeve Mabel Aria Penelope Orla Delilah Ruby \
            Layla Eliza Olive Margot Arabella Alice Eva Thea Iris Nancy Lottie Edith Ayla Clara Robyn Bella Maisie \
            Scarlett Imogen Harriet Lara Lyla Ophelia Hazel Myla Rose Gracie Autumn Zara Amelie Erin Hannah \
            Eleanor Lola Beatrice Sophie Heidi Chloe Jessica Wren Raya Darcie Elodie Molly Holly Elizabeth Anna \
            Nova Summer Dorothy Lucy",
        male: "Noah George Oliver Leo Arthur Theodore Oscar Freddie Archie Theo Luca Henry Charlie Alfie Harry Jack \
            Thomas Jude Arlo Finley Tommy Roman Albie Teddy Lucas Isaac Louie James Joshua Alexander Edward \
            William Reggie Rory Ezra Hugo Max Elijah Reuben Sonny Ronnie Jacob Mason Frederick Hunter Joseph \
            Daniel Benjamin Grayson Rowan Kai Otis Tobias Felix Logan Sebastian Stanley Adam Albert Frankie Jaxon \
            Samuel Otto Jasper Hudson Ralph Toby Bobby Zachary River Brody Chester Harrison Vinnie Caleb Ellis \
            Rupert Blake Wilfred Milo Raphael Sidney Oakley Enzo Ted Louis Bodhi Eli Kit Gabriel Myles Nathaniel \
            Dylan Austin",
    },
];

/// Rarer men's names, about as likely as one another.
pub(super) const RARE_MALE: &str = "Abel Abraham Ade Adrien Alasdair Albion Aldous Alec Alistair Alvin Alwyn Amos Andre Angus Anton Archer Arden \
    Arnold Asher Ashby Atticus Augustus Avery Baden Balthazar Barnabas Barnaby Bartholomew Beau Beckett Benedict \
    Benjie Benson Bernie Bert Bertie Boris Brad Bram Brendan Brent Bryce Bryn Buddy Byron Cain Caius Callan Calum \
    Campbell Carey Carlos Carlton Casey Caspar Caspian Cassius Cedric Chad Chris Christian Clark Claudius Clement \
    Cliff Clint Clinton Clyde Cody Cohen Cole Colm Conrad Corbin Cormac Cornelius Cosmo Coty Crawford Cyrus Damon \
    Dana Dane Danyal Darius Darrell Darryl Darwin Dave Davey Denis Dennison Denzel Derrick Devon Dewi Dick Digby \
    Dirk Dion Donovan Dorian Drew Duane Dustin Dwayne Dwight Earl Easton Eben Ebenezer Eddie Eden Edmund Edric \
    Elias Elisha Elliott Ellwood Elton Emanuel Emile Emlyn Emmett Enoch Ephraim Erik Ernie Errol Esmond Eugene \
    Eustace Evander Everett Ewan Fabian Fenton Ferdinand Fergus Finbar Finnley Fletcher Floyd Ford Forrest Foster \
    Franco Franklin Fraser Freddy Gabe Garfield Garth Gary-Lee Gaston Gavyn Gene Gerrard Gideon Gilbert Glyndwr \
    Godfrey Graeme Grant Gray Greg Gregory Griff Griffin Guthrie Gwyn Hadley Hal Hamish Hank Harold Harris Heath \
    Hector Herman Hilary Hiram Horatio Humphrey Hunter Ike Inigo Ira Irvin Irving Isaiah Isambard Ivan Ives Jace \
    Jacky Jago Jaime Jamal Jared Jarvis Jasper Jed Jeff Jeffery Jeremiah Jermaine Jerome Jesse Jethro Jim Jimmy \
    Joachim Joaquin Jock Joey Johan Johnny Jon Jonah Jonas Jordon Joss Josiah Judah Jules Julius Justus Kayden \
    Keanu Keaton Keegan Keelan Kelvin Ken Kenan Kendall Kenny Kenton Kerr Kevan Kev Killian Kingsley Kirby Kit \
    Kobi Koby Kris Kristian Kristopher Kurt Kurtis Laird Lance Larry Lars Laurie Leander Leigh Len Lennon Lennox \
    Leonardo Leopold Leroy Lester Levi Lex Lincoln Linden Linus Lisle Lloyd Lochlan Lorenzo Lorne Lucian Ludo Lyle \
    Lyndon Maddox Magnus Manfred Manuel Marcel Marco Mario Marley Marlon Marmaduke Marshall Marty Marvin Mathew \
    Maverick Maxim Maximilian Maximus Maxwell Melville Mervyn Micah Mick Mickey Miguel Mike Miles Milton Mitchell \
    Montague Monty Mordecai Morris Moses Murray Nate Neal Ned Nelson Newton Nicolas Nikolas Nile Ninian Noel Nolan \
    Norris Oakley Obadiah Octavian Olaf Ollie Omri Orlando Orson Orville Osbert Oswald Otto Palmer Parker Pascal \
    Patric Perceval Percival Peregrine Perry Piers Preston Quincy Quinn Quinton Rafe Rafferty Raife Rainer Ramsey \
    Randall Randolph Ray Reagan Red Reef Reg Reid Remi Remy Ren Reuel Rhett Ricardo Rick Riccardo Ridley Rio Rob \
    Robson Rocco Roderick Rodger Rodrigo Rogan Rolf Rollo Romeo Ron Ronan Rory-James Roscoe Roy Ruben Rudi Rudolph \
    Rudy Rufus Rupert Russ Rusty Ryder Ryley Sampson Samson Sandy Santiago Sawyer Sefton Seth Seymour Shay Sheldon \
    Sheridan Sid Silas Silvester Sinclair Solomon Stacey Stefan Sterling Steve Stirling Stuart-Lee Sullivan \
    Sylvester Tadhg Tarquin Tate Terrance Terry Thaddeus Thane Thatcher Thorne Tim Timon Titus Tiernan Todd Tony \
    Torin Travis Trent Trey Tristram Troy Truman Tudor Tyrone Tyson Ulysses Uriah Valentine Vance Vaughan Vaughn \
    Vernon Vic Vince Virgil Wade Warren Warwick Wesley Wilbur Wilf Will Willis Wilson Winston Wolfgang Woodrow \
    Wyatt Xander Xavier Yannick York Yusef Zac Zach Zachariah Zack Zane Zebedee Zephyr Ziggy";

/// Rarer women's names, about as likely as one another.
pub(super) const RARE_FEMALE: &str = "Abi Abigale Adela Adelaide Adele Adeline Adriana Adrienne Agatha Aileen Ailsa Alana Alba Alberta Aleisha \
    Alessia Alex Alexa Alexandria Alexia Alexis Alicia Alina Alisha Allegra Allison Althea Alys Alyssa Amabel \
    Amalia Amaya Amberley Amelia-Rose Amina Anais Anastasia Andie Angel Angelica Angelina Anneliese Annie-Mae \
    Annabel Annalise Annika Anouk Anthea Antoinette Antonia Anya April Arabelle Aranza Ariana Arianna Ariel Arya \
    Ashley Ashlyn Asia Astrid Athena Aubree Aubrey Audra Augusta Aurelia Averil Avery Avis Azalea Azaria Barbra \
    Bea Becky Belinda Bernice Bertha Beryl-Ann Bethan Bethanie Bettina Bev Bianca Billie Blanche Blossom Bobbie \
    Brianna Briar Bridie Briony Brittany Brogan Brooke Bryony Cadence Caitlyn Caleigh Calista Callie Camilla \
    Camille Candice Caoimhe Cari Carina Carla Carlotta Carlene Carmel Carmen Carolina Caron Carrie Carys Casey \
    Cassidy Cassie Cath Catrin Catriona Cecelia Cecilia Cecily Celeste Celia Celine Chanel Chantal Chantelle \
    Charis Charity Charlene Charley Charlie Charmaine Cherie Cherry Cheyenne Chiara Chloe-Mae Christa Christabel \
    Christel Christiana Christie Christina Cilla Cindy Clarice Clarissa Claudette Claudia Clemency Clementine Cleo \
    Clover Coco Colette Colleen Cora Coral Coralie Cordelia Cosima Cressida Crystal Dahlia Daniela Daniella Dakota \
    Daria Darcy Davina Deanna Dee Deidre Delia Delphine Demi Desiree Devon Dina Dinah Dionne Dolly Dolores \
    Dominique Donatella Dulcie Eden Edie Edwina Effie Eira Elana Eleanora Elena Elise Elisa Elisha Elissa Eliana \
    Elin Elinor Eliza-Mae Elle Ellie-Mae Elliana Elspeth Elvira Emelia Emerald Emerson Emmanuelle Emmeline Erica \
    Erika Ernestine Esther Etta Eugenie Evangeline Evita Fay Faye Fearne Felicia Fenella Fern Fifi Fleur Flo Flora \
    Florrie Frankie Freda-Mae Gabriela Gabrielle Gaynor Geena Gemma-Louise Genevieve Georgette Georgiana Georgie \
    Geraldina Gertrude Gianna Gina Ginny Giselle Glenda Glynis Gracie-Mae Greta Gretchen Griselda Guinevere Gwen \
    Gwendolyn Gwyneth Hadley Haidee Halle Hanna Harley Harmony Harriett Hattie Haven Hayden Hebe Helena Henrietta \
    Hermione Hester Honey Honor Honour Hope Ianthe Ida Ilona Imani Imelda Ina India Indie Indigo Ines Inez Ingrid \
    Iona Irma Isabel Isadora Isolde Issy Jackie Jacinta Jacqui Jaime Jan Jana Janette Janey Janice-Ann Janine \
    Jasmin Jayda Jaye Jeannie Jemima Jenni Jenny Jess Jessamy Jessie-Mae Jo Joanie Jocelyn Jodi Joely Johanna Jojo \
    Jolene Jolie Jordan Jordana Jorja Josie Jossie Joy Juanita Judy Juliana Julianne Juliet Juliette Junia Juno \
    Justina Kaitlin Kaitlyn Kaja Kali Kara Karina Karla Karly Karrie Kasey Kat Katarina Kate-Lynn Katelyn Katerina \
    Kathy Katrina Katya Kay Kaya Kaylee Keeley Keely Keira-Leigh Keisha Kellie Kelsey Kendra Kenzie Keri Kerri \
    Kerris Kezia Kiera Kiki Kimberly Kirstie Kitty Kizzy Kora Kristen Kristina Kristy Kyla Kylie Kyra Lacey-Mae \
    Lana Larissa Latoya Laurel Laurie Lavinia Layla-Mae Leanna Leigh Leila Lena Leona Leonie Leonora Leticia \
    Lettie Lexie Leyla Lia Liana Liberty Liesel Lila Lilia Lilian-Rose Liliana Lilith Lilly-Mae Lina Linda-Jane \
    Linzi Lisette Livia Liz Liza Lois Lora Loretta Lori Lorelei Lorna-Jane Lotte Lou Louella Louisa Lucia Lucie \
    Lucille Lucinda Lucretia Luella Lula Lulu Lynden Lyndsay Mabel-Rose Macy Madeleine Madeline Madge Mae Magda \
    Magdalena Maggie Maia Maisy Mali Malia Mara Marcella Marcia Maren Margarita Margery Margo Mariah Mariana \
    Marianne Maribel Marigold Marina Marisa Marissa Marsha Martine Martina Maryam Matilda-Rose Mattie Maude May \
    Mckenzie Meadow Meg Megan-Rose Meghan Melody Mercedes Mercy Meredith Merle Mia-Rose Michaela Milana Millie-Mae \
    Mina Minerva Minna Miranda Miriam Missy Misty Moira Mollie Mona Morgan Muriel-Ann Myfanwy Mya Myrtle Nadia \
    Nadine Naomi-Jane Narissa Natalia Natalya Nell Nellie-Mae Nerys Neve Nia Niamh-Rose Nicki Nicolette Nikita \
    Nikki Nina Noelle Noor Noreen Octavia Odette Olivia-Rose Olga Olympia Oona Oriel Paloma Pandora Paris Pat \
    Patience Patsy Paulette Pearl Peggy-Sue Perdita Persephone Petra Petula Philomena Phillipa Piper Pippa Polly \
    Portia Precious Primrose Priscilla Prudence Queenie-Mae Quinn Raegan Ramona Raquel Reanne Rebekah Reese Regina \
    Rena Renata Renee Rhea Rhoda Rhona Rhonda Ria Riley Rio Robin Robina Rochelle Roisin Romilly Romy Rona Ros \
    Rosa Rosalia Rosalina Rosalyn Rosamund Rosanna Rosanne Roseanna Rosetta Rosina Rowan Roxanne Roxy Rubie \
    Ruby-Mae Sabina Sabrina Sadie Saffron Sage Salena Salma Salome Sam Samara Sandie Sapphire Sariah Saskia \
    Savanna Savannah Seren Serena Shana Shania Shanice Shannah Shannen Sharna Shauna Shayla Shelby Shelley Sherry \
    Shona Sidney Sidonie Sierra Simone Sinead Siobhan Sky Skyla Skylar Sonja Sophia-Rose Sorrel Star Stacie Steph \
    Storm Sue Susanna Susannah Susie Suzie Sybil Tabitha Tallulah Tamsin Tania Tanisha Tara-Leigh Taryn Tasha \
    Tatiana Tatum Taylor Teagan Tegen Tess Tessa Thalia Thelma-Jane Tia-Mae Tiana Tiegan Tilda Tina-Marie Topaz \
    Topsy Tracie Tricia Trina Trinity Trish Trudy Tyra Una Unity Ursula Valentina Valeria Val Velma Venetia Venus \
    Verity Verna Vicki Vickie Vienna Viola Vivian Vivienne Whitney Wilhelmina Willa Wilma Winifred-Rose Winnie \
    Winona Xanthe Yana Yolanda Yvette Zahra Zelda Zena Zia Zinnia Zita";

/// Men's middle names, commonest first; they hardly change with the years.
pub(super) const MIDDLE_MALE: &str = "James John William David Thomas Michael Robert Paul Alexander Joseph George Edward Peter Andrew Lee Daniel \
    Richard Charles Anthony Stephen Christopher Mark Alan Philip Matthew Henry Patrick Ian Samuel Kenneth Brian \
    Arthur Martin Francis Benjamin Keith Stuart Raymond Frederick Geoffrey Albert Jack Derek Ronald Graham Roy \
    Simon Eric Dennis Harry Adam Neil Leslie Luke Ernest Colin Frank Oliver Ryan Ross Stanley Douglas Gordon Louis";

/// Women's middle names, commonest first, by first year of birth.
pub(super) const MIDDLE_FEMALE: &[(i16, &str)] = &[
    (
        1900,
        "Mary Ann Elizabeth Margaret Anne Jean Joan Rose Jane Ellen Alice Patricia Kathleen Irene Doris Florence \
        May Edith Winifred Joyce Ethel Annie Ivy Catherine Eileen Dorothy Grace Barbara Lilian Ruth Evelyn Emily \
        Maud Hilda Agnes Frances",
    ),
    (
        1945,
        "Ann Mary Anne Elizabeth Margaret Jane Jean Louise Susan Patricia Christine Lesley Dawn Marie Lynn Carol \
        Helen Joy Rose Frances Catherine Dorothy Janet Barbara Joan Kathleen Gail Linda Jayne Lynne Denise Karen \
        Ruth Gillian",
    ),
    (
        1970,
        "Louise Marie Jane Elizabeth Ann Anne Claire Michelle Victoria Emma Rachel Mary Clare Helen Nicola Lisa \
        Catherine Dawn Joanne Sarah Rebecca Margaret Amanda Kate Jayne Rose Alexandra Charlotte Lucy Ruth Susan \
        Lynn Alice Hannah",
    ),
    (
        1995,
        "Louise Rose Grace Elizabeth Mae Marie Jane Anne Alice Amy Kate Charlotte Victoria Olivia Hannah Jade Lily \
        Rebecca Beth Eve Sophie Catherine May Leigh Isabella Ellen Faye Emily Ruby Jean Mary Margaret Florence Ivy \
        Joy Hope Belle Violet Daisy Isabel Robyn Poppy",
    ),
];
