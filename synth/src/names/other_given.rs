//! African, Arabic, Polish and Romanian given names, by generation, commonest first.
//!
//! Source: written by us from what is common in British cities and in those countries' published lists.

use super::tables::Generations;

/// Nigerian, Ghanaian and neighbours' given names.
pub(super) const WEST_AFRICAN: Generations = Generations {
    older_female: "Grace Comfort Mercy Florence Beatrice Victoria Esther Elizabeth Mary Agnes Dorcas Felicia Janet Rebecca \
        Cecilia Patience Juliana Vida Theresa Gladys Rose Margaret Christiana Charity Folake Abimbola Yetunde \
        Iyabo Titilayo Modupe Bisi Ngozi Nkechi Chinyere Uche Adaeze Ifeoma Abena Akua Adwoa Ama Efua Afua Yaa Esi \
        Akosua",
    younger_female: "Blessing Joy Precious Favour Deborah Esther Ruth Abigail Grace Peace Faith Hannah Gift Peculiar Divine \
        Praise Mercy Sarah Naomi Rachel Folasade Temitope Oluwaseun Ayomide Toluwani Damilola Funmilayo Omolara \
        Kehinde Taiwo Chiamaka Chidinma Adanna Amara Ngozi Kelechi Ebere Zainab Aminata Fatoumata Abena Adjoa Afia \
        Akosua Ama Nana Maame Serwaa Nhyira Michelle Jessica Vanessa Nicole",
    older_male: "Emmanuel Samuel Joseph Daniel Isaac Michael Francis Ebenezer Kofi Kwame Kwasi Kwabena Yaw Kojo Kwaku \
        Augustine Charles Felix Godwin Innocent Sunday Festus Olusegun Babatunde Adewale Oladele Chukwuemeka \
        Ikechukwu Nnamdi Obinna Emeka Anthony Benjamin Clement Cyprian Ernest Gabriel Ignatius Jonathan Matthew \
        Moses Nelson Paul Peter Stephen Theophilus",
    younger_male: "Emmanuel David Samuel Daniel Joshua Michael Joseph Elijah Isaac Caleb Nathaniel Jeremiah Gideon Divine \
        Prince Favour Gabriel Ezekiel Jayden Tobi Oluwaseun Ayodele Olumide Kehinde Taiwo Temitope Tunde Femi \
        Segun Damilola Chidi Chukwudi Ifeanyi Uchenna Kelechi Obinna Tochukwu Kwame Kofi Kwabena Yaw Nana Kojo \
        Papa Ebo Fiifi Bright Wisdom Solomon Israel Enoch Malachi Josiah Bukola Ikenna",
};

/// Somali given names.
pub(super) const SOMALI: Generations = Generations {
    older_female: "Amina Fadumo Halimo Hawa Khadija Maryan Sahra Zeynab Asha Faduma Habiba Hodan Ifrah Kaltun Ladan Luul Muna \
        Nimco Rahma Roda Safiya Sucaad Ubah Xalimo Zahra Batulo Caasha Dahabo Deqa Faiza Geni Marian Ruqiya Sagal \
        Shukri",
    younger_female: "Amina Fatima Hodan Ifrah Maryam Sumaya Ayaan Hamdi Ikram Khadra Nasteho Najma Rahma Sagal Salma Shamso \
        Ubah Yasmin Zamzam Asma Filsan Hafsa Hanan Ilhan Leyla Muna Nimo Rayan Safiya Samira Sundus Zahra Hibo \
        Deqa Idil Iman Anisa Suad Warda Aaliyah",
    older_male: "Mohamed Abdi Ali Ahmed Hassan Hussein Ibrahim Ismail Yusuf Omar Farah Nur Osman Jama Warsame Abdullahi \
        Adan Aden Abdirahman Mohamud Mohamoud Muse Said Salad Shire Sheikh Duale Elmi Guled Hersi Isse Warfa Yasin \
        Mahamed Abukar Bashir Dahir Egal Gedi Hirsi",
    younger_male: "Mohamed Abdi Ahmed Abdirahman Ayanle Abdullahi Mahad Liban Guled Bilal Hamza Ibrahim Idris Khalid Mustafa \
        Nuh Sakariya Suleiman Yahya Yusuf Zakaria Abdiaziz Abdifatah Abdikarim Abdulkadir Anas Ayub Hanad Hassan \
        Hussein Ilyas Imran Ismail Jibril Mukhtar Omar Sharmarke Subeer Warsame Yasir",
};

/// Arabic given names.
pub(super) const ARABIC: Generations = Generations {
    older_female: "Fatima Aisha Khadija Samira Leila Nadia Zahra Amal Huda Salma Najat Souad Hanan Ibtisam Nawal Fawzia \
        Karima Layla Mariam Naima Rabia Sabah Suhair Wafa Widad Zakia Iman Ghada Hayat Ilham Jamila Latifa",
    younger_female: "Mariam Fatima Sara Noor Aya Hala Rana Dina Yasmin Lina Maya Nour Salma Reem Rania Dalal Hiba Israa Lama \
        Lubna Maha Marwa Mona Nada Rasha Sawsan Shaimaa Tasneem Zainab Doaa Farah Jana Jood Layan Malak Rahaf \
        Rimas Sidra Talia Zeina",
    older_male: "Mohamed Ahmed Ali Hassan Mahmoud Ibrahim Abdullah Abdulrahman Khaled Mustafa Omar Saad Salem Yousef Adel \
        Faisal Fouad Hamid Jamal Kamal Karim Majid Nabil Nasser Rashid Said Samir Tarek Walid Ziad Abdelkader \
        Abdulaziz Hisham Ismail",
    younger_male: "Omar Yousef Ahmed Mohammed Ali Hamza Ibrahim Khaled Hassan Hussein Mustafa Abdullah Abdulrahman Adam Anas \
        Ayman Bilal Karim Laith Mahmoud Majd Malik Marwan Mazen Muhannad Nizar Osama Qusay Rami Sami Tarek Wael \
        Yaser Yazan Zaid Ziad Amr Bashar Firas Ghaith Haitham Jad Karam Nour",
};

/// Polish given names.
pub(super) const POLISH: Generations = Generations {
    older_female: "Janina Stanisława Helena Zofia Irena Krystyna Maria Wanda Genowefa Halina Jadwiga Kazimiera Barbara Danuta \
        Teresa Bożena Elżbieta Ewa Grażyna Hanna Ryszarda Urszula Wiesława Czesława Bronisława Józefa Leokadia \
        Marianna Regina Sabina",
    younger_female: "Anna Katarzyna Magdalena Agnieszka Monika Joanna Małgorzata Ewa Aleksandra Marta Natalia Karolina Justyna \
        Paulina Sylwia Iwona Dorota Beata Renata Izabela Kinga Patrycja Weronika Zuzanna Julia Maja Lena Hanna \
        Zofia Oliwia Amelia Wiktoria Emilia Nikola Kamila Dominika Ewelina Aneta Edyta Wioletta Milena Alicja \
        Gabriela Łucja Marcelina Sandra Klaudia",
    older_male: "Stanisław Jan Józef Kazimierz Tadeusz Zygmunt Henryk Mieczysław Czesław Władysław Bronisław Edward \
        Franciszek Jerzy Marian Zbigniew Ryszard Bogdan Eugeniusz Leszek Roman Stefan Waldemar Wacław Wiesław \
        Witold Bolesław Ludwik Zdzisław Antoni",
    younger_male: "Piotr Krzysztof Andrzej Tomasz Paweł Michał Marcin Łukasz Jakub Mateusz Adam Kamil Grzegorz Rafał Marek \
        Dariusz Wojciech Mariusz Sebastian Artur Robert Dawid Patryk Bartosz Przemysław Damian Adrian Szymon Filip \
        Kacper Antoni Oskar Igor Wiktor Oliwier Maciej Radosław Sławomir Jacek Daniel Arkadiusz Konrad Dominik \
        Hubert Mikołaj Aleksander Leon Nikodem Tymon",
};

/// Romanian given names.
pub(super) const ROMANIAN: Generations = Generations {
    older_female: "Maria Elena Ioana Ana Floarea Gheorghița Viorica Aurelia Constanța Domnica Ecaterina Eugenia Georgeta \
        Ileana Lucreția Margareta Niculina Paraschiva Rodica Silvia Valeria Victoria Vasilica Zamfira Steliana \
        Tudora Veronica Natalia",
    younger_female: "Andreea Alexandra Mihaela Elena Cristina Ioana Maria Ana-Maria Gabriela Raluca Roxana Simona Alina Daniela \
        Diana Loredana Nicoleta Florentina Georgiana Bianca Denisa Larisa Iulia Oana Monica Adriana Ionela Mirela \
        Corina Anca Laura Sofia Antonia Ștefania Daria Eva Rebeca Sara Teodora Carmen Mădălina Lavinia Claudia",
    older_male: "Gheorghe Ion Vasile Nicolae Constantin Dumitru Ioan Petru Ilie Marin Traian Aurel Costică Emil Grigore \
        Ștefan Toma Viorel Virgil Tudor Sandu Neculai Pavel Mircea Octavian Cornel Florea Radu",
    younger_male: "Andrei Alexandru Ionuț Mihai Cristian Florin Adrian Marian Bogdan Daniel Gabriel Răzvan Vlad Ștefan \
        Cătălin Ciprian Claudiu Cosmin Dragoș Marius Nicolae Robert Sorin Valentin Victor Ionel Lucian Alin Dan \
        Darius David Eduard Luca Matei Denis Iulian Liviu Costin Dorin Petru Rareș Sebastian Tudor",
};
